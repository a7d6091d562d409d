/** Fewer calls say nothing about how fast a model is. */
const fewestCalls = 8;
/** The best of so many moments is what a moment is compared with. */
const moments = 60;
/** So many times as slow as in its best moment, and by so much, … */
const risenFactor = 3;
const risenMs = 100;
/** … in so many moments in a row: then calls wait in line at the model. */
const risenMoments = 3;

/**
 * Notices when a model answers much slower than it did in its best moment of late, as one does that is
 * given more at once than it can do. A model that is simply slow is always so, and is left alone.
 */
export interface LatencyWatch {
  add(latencyMs: number): void;
  /** Ends a moment. True where the latency has risen. */
  endMoment(): boolean;
}

export function createLatencyWatch(): LatencyWatch {
  let calls: number[] = [];
  let medians: number[] = [];
  let risen = 0;
  return {
    add(latencyMs) {
      calls.push(latencyMs);
    },
    endMoment() {
      if (calls.length < fewestCalls) return false;
      const median = calls.sort((one, other) => one - other)[calls.length >> 1] ?? 0;
      calls = [];
      medians = [...medians, median].slice(-moments);
      const best = Math.min(...medians);
      risen = median > best * risenFactor && median > best + risenMs ? risen + 1 : 0;
      return risen >= risenMoments;
    },
  };
}
