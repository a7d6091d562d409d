import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { findErrorMessage } from '../error-message.ts';
import { describeReport, findReport } from '../reported-problem.ts';

/**
 * The failure that a body reports although its status is 200, or in words where the choices should be.
 * Null where the body reports none.
 */
export function findReportedProblem(body: Json): Problem | null {
  if (!isJsonObject(body)) return null;
  const hasWordsAlone = !Object.hasOwn(body, 'choices') && findErrorMessage(body) !== null;
  const pointer = findReport(body) ?? (hasWordsAlone ? '' : null);
  return pointer === null ? null : describeReport(body, pointer);
}
