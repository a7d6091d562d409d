import { expect, test } from 'vitest';
import { formatDuration, formatEstimate, formatLength } from './format-duration.ts';

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [185, '3 min 05 s'],
  [7800, '2 h 10 min'],
  [356_400, '4 d 3 h'],
])('%d seconds are written %s', (seconds, written) => {
  expect(formatDuration(seconds)).toBe(written);
});

test('what takes less than a second is not said to take none', () => {
  expect(formatEstimate(0.2)).toBe('less than a second');
  expect(formatLength(0.7)).toBe('less than a second');
  expect(formatEstimate(6.2)).toBe('about 6 s');
});
