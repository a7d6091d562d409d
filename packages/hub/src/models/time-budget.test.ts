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

test('work that a busy machine did not let run is begun anew', () => {
  let begun = 0;
  const value = runWithin(50, () => {
    begun += 1;
    // Waits without using the processor, as a thread does that has none.
    if (begun === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 80);
    return begun;
  });
  expect(value).toBeGreaterThanOrEqual(1);
  expect(begun).toBe(2);
});

test('work that only waits is stopped in the end', () => {
  expect(() =>
    runWithin(10, () => {
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
    }),
  ).toThrow(TimeBudgetError);
});
