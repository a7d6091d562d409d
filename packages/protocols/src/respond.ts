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

/**
 * The status with which a model server says a problem: the caller's fault as in the table, 422 where the
 * model gave up on this input and would again, else 500, which is tried again.
 */
export function failureStatus(problem: Problem): number {
  if (problem.code === 'MODEL_REPORTED_FAILURE') return 422;
  return /^(?:INPUT|AUTH)_/.test(problem.code) ? errorCodes[problem.code].status : 500;
}
