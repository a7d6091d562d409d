import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, measureSpeed } from './pace.ts';

/** Feeds a run of `total` items that have finished as the function of the seconds says. */
function follow(total: number, finishedAt: (seconds: number) => number, seconds: number[]) {
  const pace = createPace();
  return seconds.map((second) => {
    const finished = finishedAt(second);
    return pace.add({ atMs: second * 1000, finished, pending: total - finished });
  });
}

const everySecond = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the pace of a run', () => {
  it('is not known from one moment', () => {
    const [first] = follow(100, () => 10, [0]);
    expect(first).toEqual({ itemsPerSecond: null, secondsLeft: null });
  });

  it('is known from two', () => {
    const [, second] = follow(100, (at) => at * 4, [0, 5]);
    expect(second).toEqual({ itemsPerSecond: 4, secondsLeft: 20 });
  });

  it('forgets what is longer ago than about ten seconds', () => {
    const slowThenFast = (at: number) => (at <= 30 ? at : 30 + (at - 30) * 10);
    expect(follow(1000, slowThenFast, everySecond(42)).at(-1)?.itemsPerSecond).toBe(10);
  });

  it('reaches further back for a slow model, so that it does not flicker', () => {
    const twoInTwentySeconds = (at: number) => Math.floor(at / 20) * 2;
    const speeds = follow(100, twoInTwentySeconds, everySecond(120)).slice(60);
    for (const { itemsPerSecond } of speeds) expect(itemsPerSecond).toBeCloseTo(0.1, 1);
  });

  it('shows a standstill within two minutes, and then names no time left', () => {
    const stopsAtTen = (at: number) => Math.min(at, 10);
    expect(follow(100, stopsAtTen, everySecond(140)).at(-1)).toEqual({
      itemsPerSecond: 0,
      secondsLeft: null,
    });
  });

  it('has no time left where nothing waits', () => {
    expect(follow(20, (at) => at * 4, [0, 5]).at(-1)?.secondsLeft).toBe(0);
    expect(follow(0, () => 0, [0])[0]?.secondsLeft).toBe(0);
  });

  it('begins anew where failed items wait again', () => {
    const pace = createPace();
    pace.add({ atMs: 0, finished: 0, pending: 100 });
    pace.add({ atMs: 9000, finished: 90, pending: 10 });
    expect(pace.add({ atMs: 9500, finished: 60, pending: 40 }).itemsPerSecond).toBeNull();
    expect(pace.add({ atMs: 11_500, finished: 64, pending: 36 }).itemsPerSecond).toBe(2);
  });

  it('is never negative and never infinite', () => {
    const sample = fc.record({
      atMs: fc.nat(1_000_000),
      finished: fc.nat(1000),
      pending: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), (samples) => {
        const pace = createPace();
        for (const each of samples) {
          const { itemsPerSecond, secondsLeft } = pace.add(each);
          expect(itemsPerSecond ?? 0).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(itemsPerSecond ?? 0)).toBe(true);
          expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(secondsLeft ?? 0)).toBe(true);
        }
      }),
    );
  });
});

describe('the speed between two moments', () => {
  it('is not known where no time has passed', () => {
    const moment = { atMs: 5, finished: 1, pending: 1 };
    expect(measureSpeed(moment, { ...moment, finished: 2 }).itemsPerSecond).toBeNull();
  });
});
