import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from './http-message.ts';

/** A JSON answer of a model server. */
export function respondJson(body: Json, status = 200): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** What is not the caller's fault, and yet no failure of the server: see {@link failureStatus}. */
const modelStatuses: { readonly [code: string]: number } = {
  // The server works; this one input it cannot handle, however often it is asked.
  MODEL_REPORTED_FAILURE: 422,
  MODEL_OVERLOADED: 429,
};

/**
 * The status with which a model server says a problem: the caller's fault as in the table, else 500,
 * which callers take for a reason to ask again.
 */
export function failureStatus({ code }: Problem): number {
  if (/^(?:INPUT|AUTH)_/.test(code)) return errorCodes[code].status;
  return modelStatuses[code] ?? 500;
}
