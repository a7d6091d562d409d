import { expect, test } from 'vitest';
import { fitSide } from './fit-side.ts';

test.each([
  [{ width: 4000, height: 3000 }, 1000, { width: 1000, height: 750 }],
  [{ width: 3000, height: 4001 }, 1000, { width: 750, height: 1000 }],
  [{ width: 800, height: 600 }, 1000, { width: 800, height: 600 }],
  [{ width: 1000, height: 600 }, 1000, { width: 1000, height: 600 }],
  [{ width: 5000, height: 1 }, 100, { width: 100, height: 1 }],
  [{ width: 800, height: 600 }, null, { width: 800, height: 600 }],
])('%j within %j is %j', (size, side, fitted) => {
  expect(fitSide(size, side)).toEqual(fitted);
});
