import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';

/** More annotations than this for one data row are refused, never cut. */
export const maximumAnnotations = 10_000;

/**
 * Refuses a list that has more members than an answer may have annotations, before they are read one by
 * one: an answer of millions of them would hold up everything else. MODEL_RESPONSE_TOO_LARGE.
 */
export function limitCount<Member>(
  list: readonly Member[],
  pointer: string,
): Outcome<readonly Member[]> {
  if (list.length <= maximumAnnotations) return succeed(list);
  const place = pointer === '' ? 'The answer' : `The list at ${pointer}`;
  const message = `${place} has ${list.length} members; ${maximumAnnotations} are the most for one data row.`;
  return fail({ code: 'MODEL_RESPONSE_TOO_LARGE', message, details: { pointer } });
}
