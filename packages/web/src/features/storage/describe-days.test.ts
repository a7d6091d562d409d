import { expect, test } from 'vitest';
import { describeDays } from './describe-days.ts';

test.each([
  [null, 'for good'],
  [0, 'no longer than a few minutes'],
  [1, 'for 1 day'],
  [30, 'for 30 days'],
])('%s days are told as "%s"', (days, words) => {
  expect(describeDays(days)).toBe(words);
});
