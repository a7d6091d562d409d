import { expect, test } from 'vitest';
import { formatDuration } from './format-duration.ts';

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [185, '3 min 05 s'],
  [7800, '2 h 10 min'],
  [356_400, '4 d 3 h'],
])('%d seconds are written %s', (seconds, written) => {
  expect(formatDuration(seconds)).toBe(written);
});
