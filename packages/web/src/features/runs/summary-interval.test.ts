import { expect, test } from 'vitest';
import { chooseSummaryInterval } from './summary-interval.ts';

test('the summary of a large run, which is dear to sum, is asked for more rarely than that of a small one', () => {
  expect(chooseSummaryInterval(1_000)).toBe(3_000);
  expect(chooseSummaryInterval(1_000_000)).toBe(10_000);
});
