import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { completeAnswer } from '../answer/complete-answer.ts';
import { findErrorMessage } from '../error-message.ts';
import type { HttpResponse } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { excerpt } from '../json/excerpt.ts';
import { readModelJson } from '../json/model-json.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer, ProtocolContext } from '../prediction-protocol.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { readContent } from './content.ts';
import { findWordlessParts, joinParts } from './content-parts.ts';
import { type Choice, chatResponseSchema } from './wire.ts';

const contentPath = ['choices', 0, 'message', 'content'] as const;

/** Reads an answer: the content of the first choice, as the answer to the ontology. */
export function decodeResponse(
  response: HttpResponse,
  _row: AnsweredRow,
  { ontology }: ProtocolContext<OpenAiChatConnection>,
): Outcome<ModelAnswer> {
  return andThen(readModelJson(response, { allowComments: true }), (body) => {
    const reported = findReportedError(body);
    if (reported !== null) {
      const message = `The model answered with an error: ${reported}`;
      return fail({ code: 'MODEL_REPORTED_FAILURE', message, details: { pointer: '/error' } });
    }
    return andThen(checkShape(chatResponseSchema, body), ({ choices, model }) => {
      const [choice] = choices;
      const annotations: Outcome<Annotation[]> = choice
        ? andThen(readChoice(choice), (text) => readContent(text, ontology, contentPath))
        : succeed([]);
      return completeAnswer(annotations, model || undefined);
    });
  });
}

/** Some servers answer 200 and say in the body that they failed. */
function findReportedError(body: Json): string | null {
  const hasError = isJsonObject(body) && Object.hasOwn(body, 'error') && body.error !== null;
  return hasError ? (findErrorMessage(body) ?? 'it gave no reason') : null;
}

/** The words of a choice, if it is complete and not a refusal. */
function readChoice({ finish_reason: finishReason, message }: Choice): Outcome<string> {
  const refusal = message.refusal || findRefusal(message.content);
  if (refusal) {
    const words = `The model refused to answer: ${excerpt(refusal)}`;
    return fail({ code: 'MODEL_REFUSED_CONTENT', message: words });
  }
  if (finishReason === 'content_filter') {
    const words = 'The answer was withheld by a content filter of the server.';
    return fail({ code: 'MODEL_REFUSED_CONTENT', message: words });
  }
  if (finishReason === 'length') {
    const words = 'The model reached its limit of tokens before the answer was complete.';
    return fail({ code: 'MODEL_OUTPUT_TRUNCATED', message: words });
  }
  if (message.tool_calls?.length) return refuseContent('it calls a tool instead');
  const text = joinParts(message.content);
  if (text === null) return refuseContent('its content is null');
  const wordless = findWordlessParts(message.content);
  if (wordless.length > 0 && text === '') return refuseContent('none of its parts is a text');
  return succeed(
    text,
    wordless.map((index) => {
      const words = 'A part of the answer is no text; it was left out.';
      const pointer = toJsonPointer([...contentPath, index]);
      return { code: 'FIELD_IGNORED', message: words, pointer };
    }),
  );
}

function findRefusal(content: Choice['message']['content']): string | undefined {
  if (!Array.isArray(content)) return undefined;
  return content.find((part) => part.refusal)?.refusal;
}

function refuseContent(reason: string): Outcome<never> {
  const pointer = toJsonPointer(contentPath);
  const message = `At ${pointer} the answer has no words: ${reason}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
