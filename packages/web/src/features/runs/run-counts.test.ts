import { expect, test } from 'vitest';
import { describeCounts, shareFinished } from './run-counts.ts';

const counts = {
  total: 2000,
  pending: 500,
  succeeded: 1300,
  failed: 150,
  cancelled: 40,
  ignored: 10,
};

test('what was cancelled is not done, what failed is', () => {
  expect(describeCounts(counts)).toBe('1,460 of 2,000 done, 150 failed, 10 ignored, 40 cancelled');
  expect(shareFinished(counts)).toBeCloseTo(0.73);
});

test('a run without items has no share', () => {
  const none = { total: 0, pending: 0, succeeded: 0, failed: 0, cancelled: 0, ignored: 0 };
  expect(shareFinished(none)).toBe(0);
  expect(describeCounts(none)).toBe('no items yet');
});
