import { findLatencyBucket, latencyBucketCount } from './latency-histogram.ts';

/** Latencies are kept this long. */
export const latencyWindowMs = 60_000;

/** Latencies are forgotten in slices of this length, so the window reaches back 55 to 60 seconds. */
const sliceMs = 5000;

const sliceCount = latencyWindowMs / sliceMs;

/** The latencies of a worker's calls over the last minute. Its size does not grow with the calls. */
export interface LatencyWindow {
  /** `nowMs`: any clock that does not run backwards. */
  record(latencyMs: number, nowMs: number): void;
  /** The histogram of the last minute, without the empty buckets at its end. */
  read(nowMs: number): number[];
}

/** Counts calls by latency in a ring of slices, the oldest of which is emptied as time goes on. */
export function createLatencyWindow(): LatencyWindow {
  const slices = Array.from({ length: sliceCount }, () => ({
    number: -1,
    counts: new Uint32Array(latencyBucketCount),
  }));

  return {
    record(latencyMs, nowMs) {
      const number = Math.floor(nowMs / sliceMs);
      const slice = slices[number % sliceCount];
      if (!slice) return;
      if (slice.number !== number) {
        slice.number = number;
        slice.counts.fill(0);
      }
      const bucket = findLatencyBucket(latencyMs);
      slice.counts[bucket] = (slice.counts[bucket] ?? 0) + 1;
    },
    read(nowMs) {
      const oldest = Math.floor(nowMs / sliceMs) - sliceCount + 1;
      const live = slices.filter(({ number }) => number >= oldest);
      const sum = Array.from({ length: latencyBucketCount }, (_, bucket) =>
        live.reduce((total, { counts }) => total + (counts[bucket] ?? 0), 0),
      );
      return sum.slice(0, sum.findLastIndex((count) => count > 0) + 1);
    },
  };
}
