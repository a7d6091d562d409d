/** Bounds of the buckets grow by this factor: eight buckets from a latency to its double. */
const growth = 2 ** (1 / 8);

/** Upper bound of the first bucket, in milliseconds: everything faster lies in it. */
const shortestMs = 0.1;

/** As many buckets as reach to ten minutes, the longest deadline of a call; all slower lies in the last. */
export const latencyBucketCount = 182;

/**
 * Calls counted by their latency: how many lie in each bucket, the fastest first. Buckets after the last
 * one that holds a call may be left out, so that an empty histogram is an empty list.
 *
 * A percentile read from it is off from the exact one (nearest rank) by at most {@link latencyError},
 * for latencies from 0.1 ms to 10 minutes; shorter ones read as 0.1 ms, longer ones as 10 minutes.
 */
export type LatencyHistogram = readonly number[];

/** Largest relative error of a percentile: half a bucket, 4.43 %. */
export const latencyError = growth ** 0.5 - 1;

/** The bucket of a latency: bucket n holds those from 0.1 ms × growth^(n-1) up to, not including, × growth^n. */
export function findLatencyBucket(latencyMs: number): number {
  if (!(latencyMs >= shortestMs)) return 0;
  const bucket = Math.floor(Math.log2(latencyMs / shortestMs) * 8) + 1;
  return Math.min(bucket, latencyBucketCount - 1);
}

/** Puts the counts of several workers together. */
export function addHistograms(histograms: readonly LatencyHistogram[]): number[] {
  const sum: number[] = [];
  for (const histogram of histograms) {
    for (const [bucket, count] of histogram.entries()) sum[bucket] = (sum[bucket] ?? 0) + count;
  }
  return sum;
}

/**
 * The latency that `share` (0 to 1) of the calls do not exceed, in milliseconds, by nearest rank: the
 * geometric middle of the bucket in which that call lies. Null where there are no calls.
 */
export function readPercentile(histogram: LatencyHistogram, share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let reached = 0;
  const bucket = histogram.findIndex((count) => {
    reached += count;
    return reached >= rank;
  });
  return middleOf(bucket);
}

function middleOf(bucket: number): number {
  if (bucket === 0) return shortestMs;
  if (bucket === latencyBucketCount - 1) return 600_000;
  return shortestMs * growth ** (bucket - 0.5);
}
