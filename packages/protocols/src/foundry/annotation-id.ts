import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { excerptOf } from '../json/excerpt.ts';

const longestId = 256;

/** Reads the id of an annotation: a word, or a whole number, which is kept as its digits. Null: it has none. */
export function readId(value: unknown, path: readonly PropertyKey[]): Outcome<string | null> {
  if (value === null || value === undefined) return succeed(null);
  if (typeof value === 'string' && value !== '' && value.length <= longestId) return succeed(value);
  if (Number.isSafeInteger(value)) return succeed(String(value));
  const pointer = toJsonPointer(path);
  const message = `At ${pointer} the id is ${excerptOf(value)}; a string of 1 to ${longestId} characters or a whole number was wanted.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
