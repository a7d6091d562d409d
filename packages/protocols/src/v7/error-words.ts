import { readErrorMessage } from '../error-message.ts';
import type { HttpResponse } from '../http-message.ts';

/**
 * The words for a failure that is not 2xx. A page of HTML with status 500 is how V7's own sample server
 * answers its first failure, and those that were made from it.
 */
export function readErrorWords(response: HttpResponse): string | null {
  const words = readErrorMessage(response);
  if (words !== null || response.status !== 500) return words;
  if (!/^\s*<(?:!doctype|html)/i.test(response.body.slice(0, 200))) return null;
  return 'an HTML page in place of {"status": "failed"}. The sample server of V7\'s page answers so whenever its model fails: it calls `traceback` without importing it, and reads images from files that are not flushed yet';
}
