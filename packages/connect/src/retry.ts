import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';

export interface RetryFacts {
  readonly problem: Problem;
  /** How often a call was made so far that counts, this failure included; 1 after the first. */
  readonly attempt: number;
  readonly maximumAttempts: number;
  /** How long the endpoint asked us to wait, in milliseconds; null where it did not. */
  readonly retryAfterMs: number | null;
  /** How often we were asked to wait before, and for how long that has gone on, in milliseconds. */
  readonly waits?: number;
  readonly waitingMs?: number;
  /** A number from 0 up to, not including, 1; `Math.random` where it is left out. */
  readonly random?: () => number;
}

export type RetryDecision =
  | { readonly retry: false }
  | {
      readonly retry: true;
      readonly delayMs: number;
      /** Whether it uses up an attempt. One that was asked to wait does not: nothing has failed. */
      readonly counts: boolean;
    };

const baseDelayMs = 500;
const maximumDelayMs = 30_000;

/** An item that is asked to wait for so long all in all is given up, in milliseconds. */
const patienceMs = 30 * 60_000;

/**
 * Decides whether a failed call is made again, and when. Whether it may help is read from the error
 * table alone. The wait is exponential with full jitter, so that many calls which failed together do
 * not come back together; where the endpoint named a time, we come back after that and not before.
 */
export function decideRetry(facts: RetryFacts): RetryDecision {
  const { problem, attempt, maximumAttempts, waits = 0, waitingMs = 0 } = facts;
  if (!errorCodes[problem.code].retryable) return { retry: false };
  if (isAskedToWait(facts)) {
    if (waitingMs >= patienceMs) return { retry: false };
    return { retry: true, delayMs: chooseDelayMs(facts, waits + 1), counts: false };
  }
  if (attempt >= maximumAttempts) return { retry: false };
  return { retry: true, delayMs: chooseDelayMs(facts, attempt), counts: true };
}

/**
 * Whether a call failed because somebody has no room for it just now, and says so: the endpoint by 429 or
 * by naming a time, or this machine, which has no connection left.
 */
function isAskedToWait({ problem, retryAfterMs }: RetryFacts): boolean {
  if (problem.code === 'HUB_CONNECTIONS_EXHAUSTED') return true;
  if (problem.code !== 'MODEL_OVERLOADED') return false;
  return problem.details?.status === 429 || retryAfterMs !== null;
}

function chooseDelayMs({ retryAfterMs, random = Math.random }: RetryFacts, times: number): number {
  const backoffMs = Math.min(maximumDelayMs, baseDelayMs * 2 ** (times - 1));
  const delayMs =
    retryAfterMs === null ? random() * backoffMs : retryAfterMs + random() * baseDelayMs;
  return Math.round(delayMs);
}

/**
 * Whether the next attempt should have a connection of its own: one that is kept from earlier calls may
 * lead to a server that is gone, as the one did that was lost or on which nobody answered.
 */
export function wantsFreshConnection({ code }: Problem): boolean {
  return code === 'MODEL_CONNECTION_LOST' || code === 'MODEL_TIMEOUT';
}
