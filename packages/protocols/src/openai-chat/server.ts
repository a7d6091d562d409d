import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { AnsweredRow } from '../model-input.ts';
import { describeOtherTurns } from '../other-turns.ts';
import type { ModelAnswer, PredictionRequest } from '../prediction-protocol.ts';
import { failureStatus, respondJson } from '../respond.ts';
import { findWordlessParts, joinParts } from './content-parts.ts';
import { isPlainText, removeInstructions } from './instructions.ts';
import { type ChatRequest, chatRequestSchema } from './wire.ts';

/** Reads a request on the side of the model server: the last message of the user is the text. */
export function decodeRequest(body: string): Outcome<PredictionRequest> {
  return andThen(readRequestJson(body), (json) =>
    andThen(checkShape(chatRequestSchema, json, [], 'INPUT_INVALID'), (request) => {
      const turn = request.messages.findLastIndex((message) => message.role === 'user');
      const content = request.messages[turn]?.content;
      const text = joinParts(content);
      if (text === null) {
        const message = 'At /messages there is no message of a user with words in it.';
        return fail({ code: 'INPUT_INVALID', message });
      }
      const [wordless] = findWordlessParts(content);
      if (wordless !== undefined) {
        const message = `At /messages/${turn}/content/${wordless} there is no text; this server reads nothing else.`;
        return fail({ code: 'INPUT_INVALID', message });
      }
      const otherTurns = describeOtherTurns(request.messages, turn, '/messages');
      return succeed(
        {
          input: { type: 'text', text },
          parameters: readParameters(request),
          ...(request.stream && {
            stream: { includeUsage: request.stream_options?.include_usage === true },
          }),
        },
        otherTurns,
      );
    }),
  );
}

function readParameters(request: ChatRequest): { [name: string]: Json } {
  const { temperature, top_p: topP } = request;
  const maxTokens = request.max_completion_tokens ?? request.max_tokens;
  const system = request.messages.find((message) => message.role === 'system')?.content;
  const systemPrompt = removeInstructions(joinParts(system) ?? '');
  return {
    ...(systemPrompt !== '' && { system_prompt: systemPrompt }),
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof maxTokens === 'number' && { max_tokens: maxTokens }),
    ...(typeof topP === 'number' && { top_p: topP }),
  };
}

/** Writes an answer: the words themselves, or JSON with a key for each question. Confidences have no place. */
export function encodeResponse(
  answer: ModelAnswer,
  _row: AnsweredRow,
  ontology: Ontology,
): HttpResponse {
  const content = isPlainText(ontology)
    ? writeWords(answer.annotations)
    : writeAnswers(answer.annotations);
  if (content === null) {
    const kinds = answer.annotations.map((annotation) => annotation.kind).join(', ');
    const message = `The annotations ${kinds || '(none)'} cannot be written as one answer of a chat with this ontology.`;
    return encodeFailure({ code: 'MODEL_ANSWER_INVALID', message });
  }
  return respondJson({
    id: 'chatcmpl-patchbay',
    object: 'chat.completion',
    created: 0,
    model: answer.reportedVersion ?? 'patchbay',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  });
}

function writeWords(annotations: readonly Annotation[]): string | null {
  const [only] = annotations;
  return only?.kind === 'free_text' && annotations.length === 1 ? only.text : null;
}

function writeAnswers(annotations: readonly Annotation[]): string | null {
  const answers = annotations.map(
    (annotation) => [annotation.class, writeAnswer(annotation)] as const,
  );
  const isDistinct = new Set(answers.map(([name]) => name)).size === answers.length;
  const isComplete = answers.every(([, value]) => value !== null);
  return isDistinct && isComplete ? JSON.stringify(Object.fromEntries(answers)) : null;
}

function writeAnswer(annotation: Annotation): Json {
  switch (annotation.kind) {
    case 'radio':
      return annotation.option;
    case 'checklist':
      return annotation.options;
    case 'free_text':
      return annotation.text;
    default:
      return null;
  }
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
