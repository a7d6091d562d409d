import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('the pace is that of the last seconds, and unknown at first', () => {
  let at = 0;
  const pace = createPace(() => at);
  at = 100;
  expect(pace.note(1000)).toBeNull();
  at = 1000;
  expect(pace.note(5000)).toBe(5000);
  for (at = 2000; at <= 20_000; at += 1000) pace.note(5000 + at);
  at = 21_000;
  expect(pace.note(26_000)).toBeCloseTo(1000, 0);
});
