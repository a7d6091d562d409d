import { expect, test } from 'vitest';
import { createRefusalWatch } from './refusal-watch.ts';

/** How often a model is taken for full that turns away each of so many calls, the last of so many of them. */
function countFull(calls: number, turnedAwayEvery: number, watch = createRefusalWatch()): number {
  let full = 0;
  for (let call = 1; call <= calls; call += 1) {
    if (call % turnedAwayEvery !== 0) watch.answered();
    else if (watch.refused()) full += 1;
  }
  return full;
}

test('a model that turns away one call in ten is not full, however long it does so', () => {
  expect(countFull(10_000, 10)).toBe(0);
});

test('a model that turns away one call in five is full', () => {
  expect(countFull(200, 5)).toBeGreaterThan(10);
});

test('a model that turns everything away is full after eight calls, and each one counts from then on (fault N22)', () => {
  expect(countFull(20, 1)).toBe(12);
});

test('a model that was full has to answer for a while before another refusal is borne', () => {
  const watch = createRefusalWatch();
  countFull(20, 1, watch);
  for (let call = 0; call < 7; call += 1) watch.answered();
  expect(watch.refused()).toBe(true);
  for (let call = 0; call < 8; call += 1) watch.answered();
  expect(watch.refused()).toBe(false);
});
