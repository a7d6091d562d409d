import { expect, test } from 'vitest';
import { moveByKey } from './move-by-key.ts';

const grid = { columns: 4, lines: 3, count: 42 };
const alone = { ctrlKey: false, altKey: false, metaKey: false };

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, null],
  ['ArrowDown', 3, 7],
  ['ArrowDown', 41, null],
  ['ArrowUp', 2, null],
  ['PageDown', 5, 17],
  ['PageDown', 39, 41],
  ['PageUp', 5, 0],
  ['Home', 30, 0],
  ['End', 3, 41],
  ['a', 3, null],
])('%s from tile %i leads to %s', (key, from, to) => {
  expect(moveByKey({ ...alone, key }, from, grid)).toBe(to);
});

test.each(['ctrlKey', 'altKey', 'metaKey'])('an arrow with %s is the browser’s own', (modifier) => {
  expect(moveByKey({ ...alone, key: 'ArrowRight', [modifier]: true }, 0, grid)).toBeNull();
});
