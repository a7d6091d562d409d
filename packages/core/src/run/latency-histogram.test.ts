import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHistograms,
  findLatencyBucket,
  latencyBucketCount,
  latencyError,
  readPercentile,
} from './latency-histogram.ts';
import { createLatencyWindow } from './latency-window.ts';

function count(latencies: readonly number[]): number[] {
  const buckets: number[] = Array.from({ length: latencyBucketCount }, () => 0);
  for (const latency of latencies) {
    const bucket = findLatencyBucket(latency);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  return buckets;
}

/** By nearest rank, from the latencies themselves. */
function exactPercentile(latencies: readonly number[], share: number): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
}

const latency = fc.double({ min: 0.1, max: 599_999, noNaN: true });

describe('the histogram of latencies', () => {
  it('gives every percentile within its documented error', () => {
    expect(latencyError).toBeCloseTo(0.0443, 4);
    fc.assert(
      fc.property(
        fc.array(latency, { minLength: 1, maxLength: 300 }),
        fc.constantFrom(0.5, 0.95, 0.99, 0, 1),
        (latencies, share) => {
          const exact = exactPercentile(latencies, share);
          const read = readPercentile(count(latencies), share) ?? Number.NaN;
          expect(Math.max(read / exact, exact / read) - 1).toBeLessThanOrEqual(latencyError + 1e-9);
        },
      ),
    );
  });

  it('keeps what is beyond its ends in the buckets at its ends', () => {
    expect(readPercentile(count([0, 0.01, -3, Number.NaN]), 0.5)).toBe(0.1);
    expect(readPercentile(count([86_400_000, Number.POSITIVE_INFINITY]), 0.5)).toBe(600_000);
  });

  it('of no calls has no percentile', () => {
    expect(readPercentile([], 0.5)).toBeNull();
    expect(readPercentile([0, 0], 0.5)).toBeNull();
  });

  it('of several workers is that of all their calls', () => {
    fc.assert(
      fc.property(fc.array(latency), fc.array(latency), (ones, others) => {
        const together = addHistograms([count(ones), count(others)]);
        expect(together).toEqual(count([...ones, ...others]));
      }),
    );
  });
});

describe('the latencies of the last minute', () => {
  it('are all there until a minute has passed, and gone soon after', () => {
    const window = createLatencyWindow();
    window.record(20, 1000);
    window.record(40, 30_000);
    const number = (nowMs: number) => window.read(nowMs).reduce((sum, it) => sum + it, 0);
    expect(number(55_000)).toBe(2);
    expect(number(61_000)).toBe(1);
    expect(number(95_000)).toBe(0);
    expect(window.read(95_000)).toEqual([]);
  });

  it('do not come back when nothing was recorded for a long time', () => {
    const window = createLatencyWindow();
    window.record(20, 1000);
    window.record(30, 1000 + 3 * 60_000);
    expect(window.read(1000 + 3 * 60_000).reduce((sum, it) => sum + it, 0)).toBe(1);
  });
});
