/** How far a run has come at one moment. */
export interface PaceSample {
  /** Milliseconds on any clock that does not run backwards. */
  readonly atMs: number;
  /** Items that need no more work, however they ended. */
  readonly finished: number;
  /** Items that still wait. */
  readonly pending: number;
}

/** How fast a run goes. */
export interface Speed {
  /** Null until there are two moments to compare. */
  readonly itemsPerSecond: number | null;
  /** Null where the pace is not known or nothing moves. */
  readonly secondsLeft: number | null;
}

/** The pace is taken over at least this time … */
const shortestWindowMs = 10_000;
/** … and at least this many items, so that a slow model does not flicker between 0 and 1 … */
const fewestItems = 5;
/** … but never over more than this time, so that a standstill is seen. */
const longestWindowMs = 120_000;

/** The speed between two moments, the earlier one first. */
export function measureSpeed(first: PaceSample, last: PaceSample): Speed {
  const seconds = (last.atMs - first.atMs) / 1000;
  if (seconds <= 0) return { itemsPerSecond: null, secondsLeft: last.pending === 0 ? 0 : null };
  const itemsPerSecond = Math.max(0, last.finished - first.finished) / seconds;
  if (last.pending === 0) return { itemsPerSecond, secondsLeft: 0 };
  return {
    itemsPerSecond,
    secondsLeft: itemsPerSecond > 0 ? last.pending / itemsPerSecond : null,
  };
}

/**
 * Follows a run: each sample gives the speed over the last moments. Where a count falls back, because
 * failed items were sent to be tried again, it begins anew.
 */
export function createPace() {
  let samples: PaceSample[] = [];
  return {
    add(sample: PaceSample): Speed {
      const before = samples.at(-1);
      const fellBack = before && (sample.finished < before.finished || sample.atMs < before.atMs);
      samples = fellBack ? [sample] : [...samples, sample];
      samples = samples.slice(findWindowStart(samples, sample));
      return measureSpeed(samples[0] ?? sample, sample);
    },
  };
}

/** The latest sample from which the window is long enough; the first where none is. */
function findWindowStart(samples: readonly PaceSample[], last: PaceSample): number {
  const start = samples.findLastIndex(({ atMs, finished }) => {
    const age = last.atMs - atMs;
    const hasEnoughItems = last.finished - finished >= fewestItems;
    return age >= longestWindowMs || (age >= shortestWindowMs && hasEnoughItems);
  });
  return Math.max(0, start);
}
