import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import {
  andThen,
  combineFields,
  fail,
  type Outcome,
  succeed,
} from '@patchbay/core/error/outcome.ts';
import { completeAnswer } from '../answer/complete-answer.ts';
import type { HttpResponse } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { readModelJson } from '../json/model-json.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer, ProtocolContext } from '../prediction-protocol.ts';
import { readChoice } from './choice-words.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { readContent } from './content.ts';
import { removeReasoning } from './reasoning.ts';
import { findReportedProblem } from './reported-problem.ts';
import type { ContentContext } from './row-answers.ts';
import { readUsage } from './usage.ts';
import { type Choice, chatResponseSchema } from './wire.ts';

/** Reads an answer: the words of its one choice, as the answer to the ontology, and what it cost. */
export function decodeResponse(
  response: HttpResponse,
  row: AnsweredRow,
  { ontology, connection }: ProtocolContext<OpenAiChatConnection>,
): Outcome<ModelAnswer> {
  if (isStream(response)) {
    const message =
      'The server answered with a stream of events, which it was not asked for. Let it answer whole where a request has no "stream": true.';
    return fail({ code: 'MODEL_RESPONSE_NOT_JSON', message });
  }
  return andThen(readModelJson(response, { allowComments: true }), (body) => {
    const reported = findReportedProblem(body);
    if (reported !== null) return fail(reported);
    return andThen(checkShape(chatResponseSchema, body), ({ choices: [choice], model, usage }) => {
      const context = { ontology, row, unplaced: connection.unplacedQuotes };
      const answer = combineFields({
        answer: choice
          ? completeAnswer(readAnnotations(choice, context), model || undefined)
          : completeAnswer(succeed([])),
        usage: readUsage(usage),
      });
      return andThen(answer, ({ answer: read, usage: counted }) =>
        succeed({ ...read, ...(counted && { usage: counted }) }),
      );
    });
  });
}

function readAnnotations(choice: Choice, context: ContentContext) {
  const path = ['choices', 0, ...(choice.message ? ['message', 'content'] : ['text'])];
  return andThen(readChoice(choice, path), (text) =>
    andThen(removeReasoning(text, toJsonPointer(path)), (words) =>
      readContent(words, context, path),
    ),
  );
}

function isStream({ headers, body }: HttpResponse): boolean {
  return /^text\/event-stream\b/i.test(headers['content-type'] ?? '') || /^\s*data:/.test(body);
}
