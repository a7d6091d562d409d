import { expect, test } from 'vitest';
import { stepTile } from './step-tile.ts';

test('arrows go to the neighbours, and nowhere at the ends', () => {
  const step = (key: string, index: number) => stepTile(key, index, 4, 10);
  expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'].map((key) => step(key, 5))).toEqual([
    6, 4, 9, 1,
  ]);
  expect([
    step('ArrowLeft', 0),
    step('ArrowUp', 3),
    step('ArrowRight', 9),
    step('ArrowDown', 7),
  ]).toEqual([null, null, null, null]);
  expect([step('Home', 5), step('End', 5), step('Home', 0), step('Enter', 5)]).toEqual([
    0,
    9,
    null,
    null,
  ]);
});
