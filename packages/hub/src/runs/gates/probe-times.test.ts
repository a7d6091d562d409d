import { expect, test } from 'vitest';
import { firstProbeMs, nextProbeMs } from './probe-times.ts';

test('probes come further and further apart, never more than a quarter of a minute', () => {
  const most = (probes: number) => nextProbeMs(probes, () => 1);
  expect([0, 1, 2, 3, 4, 100].map(most)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test('two hubs that lost the same endpoint do not probe together', () => {
  expect(firstProbeMs(() => 0)).toBe(500);
  expect(firstProbeMs(() => 0.999)).toBeCloseTo(1000, -1);
});
