import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '../http-message.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';
import { failureStatus, respondJson } from '../respond.ts';
import { isPlainText } from './instructions.ts';
import { writeAnswers } from './write-answers.ts';

/** Writes an answer: the words themselves, or JSON with a key for each question. Confidences have no place. */
export function encodeResponse(
  { annotations, reportedVersion, usage }: ModelAnswer,
  row: AnsweredRow,
  ontology: Ontology,
): HttpResponse {
  const content = writeContent(annotations, row, ontology);
  if (content === null) {
    const kinds = annotations.map((annotation) => annotation.kind).join(', ');
    const message = `The annotations ${kinds || '(none)'} cannot be written as one answer of a chat with this ontology.`;
    return encodeFailure({ code: 'MODEL_ANSWER_INVALID', message });
  }
  return respondJson({
    id: 'chatcmpl-patchbay',
    object: 'chat.completion',
    created: 0,
    model: reportedVersion ?? 'patchbay',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    ...(usage && {
      usage: {
        prompt_tokens: usage.promptTokens ?? 0,
        completion_tokens: usage.completionTokens ?? 0,
        total_tokens: usage.totalTokens ?? 0,
      },
    }),
  });
}

function writeContent(
  annotations: readonly Annotation[],
  row: AnsweredRow,
  ontology: Ontology,
): string | null {
  if (!isPlainText(ontology)) {
    const answers = writeAnswers(annotations, ontology, row);
    return answers && JSON.stringify(answers);
  }
  const [only] = annotations;
  return only?.kind === 'free_text' && annotations.length === 1 ? only.text : null;
}

/** The types of OpenAI's errors, by status. */
const errorTypes: { readonly [status: number]: string } = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
};

/** An error as OpenAI writes it. */
export function encodeFailure(problem: Problem): HttpResponse {
  const status = failureStatus(problem);
  const type = errorTypes[status] ?? (status < 500 ? 'invalid_request_error' : 'server_error');
  const code = problem.code === 'AUTH_REQUIRED' ? 'invalid_api_key' : problem.code;
  return respondJson({ error: { message: problem.message, type, param: null, code } }, status);
}

/** Answers `GET /v1/models`: the one model that is served. */
export function encodeModels(modelName: string): HttpResponse {
  const model = { id: modelName, object: 'model', created: 0, owned_by: 'patchbay' };
  return respondJson({ object: 'list', data: [model] });
}
