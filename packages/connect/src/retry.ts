import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';

export interface RetryFacts {
  readonly problem: Problem;
  /** How often the call was made so far, this failure included; 1 after the first. */
  readonly attempt: number;
  readonly maximumAttempts: number;
  /** How long the endpoint asked us to wait, in milliseconds; null where it did not. */
  readonly retryAfterMs: number | null;
  /** A number from 0 up to, not including, 1; `Math.random` where it is left out. */
  readonly random?: () => number;
}

export type RetryDecision =
  | { readonly retry: false }
  | { readonly retry: true; readonly delayMs: number };

const baseDelayMs = 500;
const maximumDelayMs = 30_000;

/**
 * Decides whether a failed call is made again, and when. Whether it may help is read from the error
 * table alone. The wait is exponential with full jitter, so that many calls which failed together do
 * not come back together; where the endpoint named a time, we come back after that and not before.
 */
export function decideRetry({
  problem,
  attempt,
  maximumAttempts,
  retryAfterMs,
  random = Math.random,
}: RetryFacts): RetryDecision {
  if (!errorCodes[problem.code].retryable || attempt >= maximumAttempts) return { retry: false };
  const backoffMs = Math.min(maximumDelayMs, baseDelayMs * 2 ** (attempt - 1));
  const delayMs =
    retryAfterMs === null ? random() * backoffMs : retryAfterMs + random() * baseDelayMs;
  return { retry: true, delayMs: Math.round(delayMs) };
}
