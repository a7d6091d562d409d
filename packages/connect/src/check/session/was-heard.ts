import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Reply } from './check-record.ts';

/** Problems with which nothing was heard from the endpoint. */
const unheard = new Set<ErrorCode>([
  'URL_INVALID',
  'URL_BLOCKED',
  'MODEL_UNREACHABLE',
  'MODEL_NAME_UNRESOLVED',
  'MODEL_TLS_FAILED',
  'MODEL_CONNECTION_LOST',
  'MODEL_TIMEOUT',
]);

/** Whether the endpoint said anything at all. */
export function wasHeard({ outcome, exchange }: Reply<unknown>): boolean {
  return exchange !== null && (outcome.ok || !unheard.has(outcome.problem.code));
}
