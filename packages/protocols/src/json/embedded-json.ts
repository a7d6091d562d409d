import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { readJsonText } from './model-json.ts';

const fence = '```';

/**
 * Reads the JSON that a text consists of, or that stands in its first code fence or in a string of JSON
 * (each with a warning). `pointer` is the place of the text in the answer.
 */
export function readEmbeddedJson(text: string, pointer: string): Outcome<Json> {
  const fenced = findFenced(text);
  const read = readJsonText(fenced ?? text, { allowComments: true }, pointer);
  return andThen(fenced === null ? read : unwrapped(read, 'a code fence', pointer), (json) => {
    if (typeof json !== 'string' || !/^\s*[{[]/.test(json)) return succeed(json);
    const inner = readJsonText(json, { allowComments: true }, pointer);
    return inner.ok ? unwrapped(inner, 'a string', pointer) : succeed(json);
  });
}

function unwrapped(read: Outcome<Json>, wrapping: string, pointer: string): Outcome<Json> {
  const message = `The JSON stood in ${wrapping}; it was taken out.`;
  return andThen(read, (json) => succeed(json, [{ code: 'JSON_UNWRAPPED', message, pointer }]));
}

/** The content of the first code fence in a text that does not begin like JSON; null where there is none. */
function findFenced(text: string): string | null {
  if (/^\s*[{[]/.test(text)) return null;
  const mark = text.indexOf(fence);
  const lineEnd = mark === -1 ? -1 : text.indexOf('\n', mark);
  const end = lineEnd === -1 ? -1 : text.indexOf(fence, lineEnd);
  return end === -1 ? null : text.slice(lineEnd + 1, end);
}
