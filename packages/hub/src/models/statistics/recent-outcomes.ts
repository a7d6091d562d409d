import { recentCalls } from '@patchbay/core/model/model-health.ts';

/** What an older call counts for less with each that comes after it. */
const keptShare = 1 - 1 / recentCalls;

/** How some calls of a model ended, one after another, in a form that can be put behind what was known before. */
export interface Recent {
  /** What is left of the share before: `share = before × keptOfBefore + added`. */
  keptOfBefore: number;
  added: number;
  /** Failures at the end, one after another. */
  failuresInRow: number;
  answeredAt: number | null;
  failedAt: number | null;
  failureCode: string | null;
}

export function createRecent(): Recent {
  return {
    keptOfBefore: 1,
    added: 0,
    failuresInRow: 0,
    answeredAt: null,
    failedAt: null,
    failureCode: null,
  };
}

/** Adds a call that ended now; `failureCode` is null for one that was answered. */
export function addOutcome(recent: Recent, failureCode: string | null, at: number): void {
  recent.keptOfBefore *= keptShare;
  recent.added *= keptShare;
  if (failureCode === null) {
    recent.added += 1 - keptShare;
    recent.failuresInRow = 0;
    recent.answeredAt = at;
  } else {
    recent.failuresInRow += 1;
    recent.failedAt = at;
    recent.failureCode = failureCode;
  }
}
