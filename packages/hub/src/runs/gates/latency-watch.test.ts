import { expect, test } from 'vitest';
import { createLatencyWatch } from './latency-watch.ts';

/** Whether the watch cries in any of the moments, each of so many calls with a latency. */
function watch(latencies: readonly number[], calls = 10) {
  const latency = createLatencyWatch();
  return latencies.map((ms) => {
    for (let call = 0; call < calls; call += 1) latency.add(ms);
    return latency.endMoment();
  });
}

test('a latency that stays three times as high as at its best is noticed', () => {
  expect(watch([100, 100, 400, 400, 400])).toEqual([false, false, false, false, true]);
});

test('a model that is simply slow is left alone, and so is one that is slow for a moment', () => {
  expect(watch(Array(20).fill(20_000))).not.toContain(true);
  expect(watch([100, 900, 100, 900, 100, 900])).not.toContain(true);
});

test('a few calls, or a few milliseconds, say nothing', () => {
  expect(watch([100, 900, 900, 900, 900], 3)).not.toContain(true);
  expect(watch([1, 20, 20, 20, 20])).not.toContain(true);
});
