import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';

/** What the service answers where it, or the person, does not want. */
const denials = [
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
];

/** What it answers where it is not well. */
const illnesses = ['server_error', 'temporarily_unavailable', 'slow_down'];

/** What the library says where no answer came, or none of the service itself. */
const silences = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

/** Turns what goes wrong between the hub and the service into errors of our table. */
export async function failuresOfProvider<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (failure) {
    const { code, message } = describeFailure(failure);
    throw new PatchbayError({ code, message });
  }
}

/** The words are for the log of the hub: they say what the operator mends, and no token or secret. */
function describeFailure(failure: unknown): { code: ErrorCode; message: string } {
  if (failure instanceof AuthorizationResponseError || failure instanceof ResponseBodyError) {
    const { error, error_description: words } = failure;
    const message = `The service answered ${error}${words ? `: ${words.slice(0, 300)}` : ''}.`;
    return { code: codeOfAnswer(error, failure), message };
  }
  if (failure instanceof WWWAuthenticateChallengeError) {
    const message = `The service does not accept the client: it answered with status ${failure.status}. Check PATCHBAY_OIDC_CLIENT_ID and PATCHBAY_OIDC_CLIENT_SECRET.`;
    return { code: 'AUTH_OIDC_INVALID', message };
  }
  if (failure instanceof ClientError) return describeClientError(failure);
  if (failure instanceof TypeError && failure.message === 'fetch failed') {
    const cause = failure.cause instanceof Error ? `: ${failure.cause.message}` : '';
    return { code: 'AUTH_OIDC_UNREACHABLE', message: `${failure.message}${cause}.` };
  }
  throw failure;
}

function codeOfAnswer(error: string, failure: Error): ErrorCode {
  if (denials.includes(error)) return 'AUTH_OIDC_DENIED';
  if (illnesses.includes(error)) return 'AUTH_OIDC_UNREACHABLE';
  // A code is good once and for a minute.
  const isSpent = error === 'invalid_grant' && failure instanceof ResponseBodyError;
  return isSpent ? 'AUTH_OIDC_STALE' : 'AUTH_OIDC_INVALID';
}

function describeClientError(failure: ClientError): { code: ErrorCode; message: string } {
  const { code = '', cause } = failure;
  if (silences.includes(code)) {
    return { code: 'AUTH_OIDC_UNREACHABLE', message: 'The service did not answer in time.' };
  }
  if (cause instanceof Response) {
    const message = `The service answered ${cause.url} with status ${cause.status} and the type ${cause.headers.get('content-type') ?? 'none'}.`;
    return { code: cause.status >= 500 ? 'AUTH_OIDC_UNREACHABLE' : 'AUTH_OIDC_INVALID', message };
  }
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  const clock = code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' ? ' Compare the clocks of both.' : '';
  const message = `What the service answered does not hold (${failure.message}${detail}).${clock}`;
  return { code: 'AUTH_OIDC_INVALID', message };
}
