import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { findErrorMessage } from './error-message.ts';

/**
 * What the codes and types of model servers stand for, in lower case, as they come in `code`, `type`,
 * `error_type` and `status`. What is not among them is the failure of this one item.
 */
const meanings: { readonly [word: string]: ErrorCode } = {
  invalid_api_key: 'MODEL_UNAUTHORIZED',
  authentication_error: 'MODEL_UNAUTHORIZED',
  permission_error: 'MODEL_UNAUTHORIZED',
  permission_denied: 'MODEL_UNAUTHORIZED',
  unauthenticated: 'MODEL_UNAUTHORIZED',
  rate_limit_exceeded: 'MODEL_OVERLOADED',
  rate_limit_error: 'MODEL_OVERLOADED',
  resource_exhausted: 'MODEL_OVERLOADED',
  overloaded: 'MODEL_OVERLOADED',
  overloaded_error: 'MODEL_OVERLOADED',
  unavailable: 'MODEL_OVERLOADED',
  service_unavailable: 'MODEL_OVERLOADED',
  model_not_found: 'MODEL_NOT_FOUND',
  not_found_error: 'MODEL_NOT_FOUND',
  invalid_request_error: 'MODEL_REQUEST_REJECTED',
  invalid_argument: 'MODEL_REQUEST_REJECTED',
  context_length_exceeded: 'MODEL_REQUEST_REJECTED',
  insufficient_quota: 'MODEL_REQUEST_REJECTED',
  validation: 'MODEL_REQUEST_REJECTED',
  content_filter: 'MODEL_REFUSED_CONTENT',
  content_policy_violation: 'MODEL_REFUSED_CONTENT',
  server_error: 'MODEL_SERVER_ERROR',
  internal_server_error: 'MODEL_SERVER_ERROR',
  api_error: 'MODEL_SERVER_ERROR',
  generation: 'MODEL_SERVER_ERROR',
  incomplete_generation: 'MODEL_SERVER_ERROR',
};

/**
 * Where a body says by itself that it is a failure, although its status is 200: an `error` that is not
 * empty, `success: false`, vLLM's `object: "error"`, `status: "failed"`. Null where it does not.
 */
export function findReport(body: { [field: string]: Json }): string | null {
  if (Object.hasOwn(body, 'error') && body.error !== null) {
    if (body.error !== false && body.error !== '') return '/error';
  }
  if (body.success === false) return '/success';
  if (body.object === 'error') return '/object';
  return body.status === 'failed' || body.status === 'error' ? '/status' : null;
}

/**
 * The failure that a body reports, in its own words. Its code is the one that the server's own code or
 * type stands for, so that an overloaded model is asked again.
 */
export function describeReport(body: { [field: string]: Json }, pointer: string): Problem {
  const words = findErrorMessage(body) ?? 'it gave no reason';
  const message = `The model answered with an error: ${words}`;
  return { code: findCode(body), message, details: { pointer } };
}

function findCode(body: { [field: string]: Json }): ErrorCode {
  const inner = isJsonObject(body.error) ? body.error : {};
  const said = [
    inner.code,
    inner.type,
    inner.status,
    body.code,
    body.type,
    body.error_type,
    body.status,
  ];
  for (const word of said) {
    if (typeof word !== 'string' && typeof word !== 'number') continue;
    const number = Number(word);
    const code = Number.isInteger(number) ? codeOfStatus(number) : undefined;
    if (code) return code;
    const key = String(word).toLowerCase();
    if (Object.hasOwn(meanings, key)) return meanings[key] ?? 'MODEL_REPORTED_FAILURE';
  }
  // Hugging Face says how long a model still takes to load.
  const isLoading = typeof body.estimated_time === 'number';
  return isLoading ? 'MODEL_OVERLOADED' : 'MODEL_REPORTED_FAILURE';
}

/** The statuses of HTTP, which many servers repeat in the body. */
function codeOfStatus(status: number): ErrorCode | undefined {
  if (status === 401 || status === 403) return 'MODEL_UNAUTHORIZED';
  if (status === 404) return 'MODEL_NOT_FOUND';
  if ([408, 409, 425, 429, 503].includes(status)) return 'MODEL_OVERLOADED';
  if (status >= 500 && status < 600) return 'MODEL_SERVER_ERROR';
  return status >= 400 && status < 500 ? 'MODEL_REQUEST_REJECTED' : undefined;
}
