import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { readJsonText } from './model-json.ts';

const fence = '```';

/**
 * Reads the JSON that a text consists of, or that stands in its first code fence (with a warning).
 * `pointer` is the place of the text in the answer.
 */
export function readEmbeddedJson(text: string, pointer: string): Outcome<Json> {
  const fenced = findFenced(text);
  if (fenced === null) return readJsonText(text, { allowComments: true }, pointer);
  const message = 'The JSON stood in a code fence; it was taken out.';
  return andThen(readJsonText(fenced, { allowComments: true }, pointer), (json) =>
    succeed(json, [{ code: 'JSON_UNWRAPPED', message, pointer }]),
  );
}

/** The content of the first code fence in a text that does not begin like JSON; null where there is none. */
function findFenced(text: string): string | null {
  if (/^\s*[{[]/.test(text)) return null;
  const mark = text.indexOf(fence);
  const lineEnd = mark === -1 ? -1 : text.indexOf('\n', mark);
  const end = lineEnd === -1 ? -1 : text.indexOf(fence, lineEnd);
  return end === -1 ? null : text.slice(lineEnd + 1, end);
}
