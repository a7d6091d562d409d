import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { excerpt } from '../json/excerpt.ts';
import { findWordlessParts, joinParts } from './content-parts.ts';
import { readFinishReason } from './finish-reason.ts';
import type { Choice } from './wire.ts';

type Path = readonly PropertyKey[];

/** The words of a choice, if it is complete and not a refusal. `path` is the place of its words. */
export function readChoice(choice: Choice, path: Path): Outcome<string> {
  const { message, finish_reason: written } = choice;
  const refusal = message?.refusal || findRefusal(choice);
  if (refusal) {
    const words = `The model refused to answer: ${excerpt(refusal)}`;
    return fail({ code: 'MODEL_REFUSED_CONTENT', message: words });
  }
  const warnings: Warning[] = [];
  switch (readFinishReason(written)) {
    case 'content_filter':
      return fail({
        code: 'MODEL_REFUSED_CONTENT',
        message: `The answer was withheld by a content filter of the server (finish_reason "${excerpt(written ?? '')}").`,
      });
    case 'length':
      return fail({
        code: 'MODEL_OUTPUT_TRUNCATED',
        message: `The model reached its limit of tokens before the answer was complete (finish_reason "${excerpt(written ?? '')}").`,
      });
    case 'error':
      return fail({
        code: 'MODEL_SERVER_ERROR',
        message: `The server gave up in the middle of the answer (finish_reason "${excerpt(written ?? '')}").`,
      });
    case 'unknown':
      warnings.push({
        code: 'FINISH_REASON_UNKNOWN',
        message: `"${excerpt(written ?? '')}" is no reason for the end of an answer that is known; the answer was taken as complete.`,
        pointer: '/choices/0/finish_reason',
      });
  }
  return readWords(choice, path, warnings);
}

function readWords(
  { message, text }: Choice,
  path: Path,
  warnings: readonly Warning[],
): Outcome<string> {
  if (message?.tool_calls?.length || message?.function_call) {
    return refuseContent('it calls a tool instead', path);
  }
  const content = message ? message.content : text;
  const words = joinParts(content);
  if (words === null || words === '') {
    const thoughts = message?.reasoning_content || message?.reasoning;
    if (thoughts) return refuseContent('the model wrote its thoughts alone', path);
  }
  if (words === null)
    return refuseContent(message ? 'its content is null' : 'there are none', path);
  const wordless = findWordlessParts(content);
  if (wordless.length > 0 && words === '')
    return refuseContent('none of its parts is a text', path);
  return succeed(words, [
    ...warnings,
    ...wordless.map((index): Warning => {
      const left = 'A part of the answer is no text; it was left out.';
      return { code: 'FIELD_IGNORED', message: left, pointer: toJsonPointer([...path, index]) };
    }),
  ]);
}

function findRefusal({ message }: Choice): string | undefined {
  if (!Array.isArray(message?.content)) return undefined;
  return message.content.find((part) => part.refusal)?.refusal;
}

function refuseContent(reason: string, path: Path): Outcome<never> {
  const pointer = toJsonPointer(path);
  const message = `At ${pointer} the answer has no words: ${reason}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
