import type { Reached } from '@patchbay/connect/check/reach-endpoint.ts';
import type { ReachReport, ReachState } from '@patchbay/core/api/trial-routes.ts';
import { type ErrorCode, errorCodes } from '@patchbay/core/error/codes.ts';
import { viewExchange } from '../sandbox/view-answer.ts';

/** What a call that failed says of the endpoint; with any other code a server answered. */
const states: Partial<Record<ErrorCode, ReachState>> = {
  URL_INVALID: 'down',
  URL_BLOCKED: 'down',
  MODEL_UNREACHABLE: 'down',
  MODEL_NAME_UNRESOLVED: 'down',
  MODEL_TLS_FAILED: 'down',
  MODEL_CONNECTION_LOST: 'down',
  MODEL_TIMEOUT: 'waking',
  MODEL_OVERLOADED: 'waking',
  MODEL_UNAUTHORIZED: 'refused',
  MODEL_NOT_FOUND: 'nowhere',
  MODEL_REDIRECTED: 'nowhere',
};

/** What one call showed, as our API says it. */
export function describeReach({ asked, outcome, exchange, elsewhere }: Reached): ReachReport {
  const problem = outcome.ok ? null : outcome.problem;
  return {
    state: problem ? (states[problem.code] ?? 'answers') : 'warm',
    asked,
    problem,
    remedy: problem && errorCodes[problem.code].remedy,
    call: exchange && viewExchange(exchange),
    elsewhere: elsewhere && { url: elsewhere.url, connection: { ...elsewhere.connection } },
  };
}
