import { expect, test } from 'vitest';
import { runWithin, TimeBudgetError } from './time-budget.ts';

test('work that ends in time gives its value, and its own errors as they are', () => {
  expect(runWithin(1000, () => [1, 2])).toEqual([1, 2]);
  expect(runWithin(1000, () => undefined)).toBeUndefined();
  const own = new RangeError('mine');
  expect(() =>
    runWithin(1000, () => {
      throw own;
    }),
  ).toThrow(own);
});

test('work without end is stopped when its time is over', () => {
  const started = performance.now();
  expect(() =>
    runWithin(50, () => {
      for (;;);
    }),
  ).toThrow(TimeBudgetError);
  expect(performance.now() - started).toBeLessThan(2000);
});
