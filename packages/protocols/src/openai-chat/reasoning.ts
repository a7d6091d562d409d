import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';

const opening = /^\s*<(think|thinking|thought|reasoning)>/i;
const closing = /<\/(?:think|thinking|thought|reasoning)>/i;

/**
 * Takes off the thoughts that models write before their answer: a block `<think>…</think>` at the
 * beginning, or what stands before a lone `</think>`, since some servers put the opening mark into the
 * prompt. Thoughts that do not end are no answer: MODEL_RESPONSE_INVALID.
 */
export function removeReasoning(text: string, pointer: string): Outcome<string> {
  const isOpened = opening.test(text);
  // Words that begin like JSON have no thoughts before them; the mark stands in a string there.
  const end = isOpened || !/^\s*[{[]/.test(text) ? closing.exec(text) : null;
  if (end) {
    const message = 'The model wrote thoughts before its answer; they were taken off.';
    const answer = text.slice(end.index + end[0].length).trimStart();
    return succeed(answer, [{ code: 'REASONING_REMOVED', message, pointer }]);
  }
  if (!isOpened) return succeed(text);
  const message = `At ${pointer} the answer has no words: the model was still thinking when it ended.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
