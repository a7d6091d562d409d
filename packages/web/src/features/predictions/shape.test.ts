import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import { expect, test } from 'vitest';
import { createShape, findShapeAt } from './shape.ts';

const large = createShape(
  {
    kind: 'bounding_box',
    class: 'page',
    confidence: null,
    box: { x: 0, y: 0, width: 100, height: 100 },
  },
  0,
);
const small = createShape(
  {
    kind: 'bounding_box',
    class: 'word',
    confidence: null,
    box: { x: 10, y: 10, width: 20, height: 5 },
  },
  1,
);

function square(from: number, to: number) {
  return [
    { x: from, y: from },
    { x: to, y: from },
    { x: to, y: to },
    { x: from, y: to },
  ];
}

test('of shapes that lie upon each other the smallest is found', () => {
  expect(findShapeAt([large, small], { x: 12, y: 12 })?.index).toBe(1);
  expect(findShapeAt([small, large], { x: 12, y: 12 })?.index).toBe(1);
  expect(findShapeAt([large, small], { x: 80, y: 80 })?.index).toBe(0);
  expect(findShapeAt([large, small], { x: 180, y: 80 })).toBeNull();
});

test('the hole of a polygon is not part of it', () => {
  const frame = createShape(
    { kind: 'polygon', class: 'frame', confidence: 0.5, rings: [square(0, 30), square(10, 20)] },
    0,
  );
  expect(frame.contains({ x: 5, y: 15 })).toBe(true);
  expect(frame.contains({ x: 15, y: 15 })).toBe(false);
  expect(frame.bounds).toEqual({ x: 0, y: 0, width: 30, height: 30 });
});

test('a mask is met at its pixels, which are counted column by column', () => {
  // 2 rows, 3 columns; only the pixel x = 2, y = 0 is set: the fifth of six.
  const mask = encodeRunLength(Uint8Array.of(0, 0, 0, 0, 1, 0), [2, 3]);
  const shape = createShape({ kind: 'mask', class: 'dot', confidence: null, mask }, 0);
  expect(shape.contains({ x: 2.5, y: 0.5 })).toBe(true);
  expect(shape.contains({ x: 2.5, y: 1.5 })).toBe(false);
  expect(shape.contains({ x: 0.5, y: 0.5 })).toBe(false);
  expect(shape.bounds).toEqual({ x: 2, y: 0, width: 1, height: 1 });
});
