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
  expect(findShapeAt([large, small], { x: 12, y: 12 }, 0)?.index).toBe(1);
  expect(findShapeAt([small, large], { x: 12, y: 12 }, 0)?.index).toBe(1);
  expect(findShapeAt([large, small], { x: 80, y: 80 }, 0)?.index).toBe(0);
  expect(findShapeAt([large, small], { x: 180, y: 80 }, 0)).toBeNull();
});

test('the hole of a polygon is not part of it', () => {
  const frame = createShape(
    { kind: 'polygon', class: 'frame', confidence: 0.5, rings: [square(0, 30), square(10, 20)] },
    0,
  );
  expect(frame.contains({ x: 5, y: 15 }, 0)).toBe(true);
  expect(frame.contains({ x: 15, y: 15 }, 0)).toBe(false);
  expect(frame.bounds).toEqual({ x: 0, y: 0, width: 30, height: 30 });
});

test('a mask is met at its pixels, which are counted column by column', () => {
  // 2 rows, 3 columns; only the pixel x = 2, y = 0 is set: the fifth of six.
  const mask = encodeRunLength(Uint8Array.of(0, 0, 0, 0, 1, 0), [2, 3]);
  const shape = createShape({ kind: 'mask', class: 'dot', confidence: null, mask }, 0);
  expect(shape.contains({ x: 2.5, y: 0.5 }, 0)).toBe(true);
  expect(shape.contains({ x: 2.5, y: 1.5 }, 0)).toBe(false);
  expect(shape.contains({ x: 0.5, y: 0.5 }, 0)).toBe(false);
  expect(shape.bounds).toEqual({ x: 2, y: 0, width: 1, height: 1 });
});

const said = { class: 'a', confidence: null };

test('a line and a point are found within reach, not beyond it', () => {
  const path = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ];
  const line = createShape({ kind: 'line', ...said, path }, 0);
  const point = createShape({ kind: 'point', ...said, point: { x: 50, y: 40 } }, 1);
  expect(findShapeAt([line, point], { x: 60, y: 4 }, 5)?.index).toBe(0);
  expect(findShapeAt([line, point], { x: 60, y: 6 }, 5)).toBeNull();
  expect(findShapeAt([line, point], { x: 53, y: 44 }, 5)?.index).toBe(1);
  expect(findShapeAt([line, point], { x: 54, y: 44 }, 5)).toBeNull();
});

test('a turned ellipse is found where it lies, not in the corners of its box', () => {
  const ellipse = { center: { x: 50, y: 50 }, radius: { x: 40, y: 5 }, angle: Math.PI / 4 };
  const shape = createShape({ kind: 'ellipse', ...said, ellipse }, 0);
  expect(shape.contains({ x: 70, y: 70 }, 0)).toBe(true);
  expect(shape.contains({ x: 70, y: 30 }, 0)).toBe(false);
});

test('a cuboid is found on its front and on its back, a skeleton at its joints', () => {
  const front = { x: 0, y: 0, width: 10, height: 10 };
  const back = { x: 30, y: 0, width: 10, height: 10 };
  const cuboid = createShape({ kind: 'cuboid', ...said, front, back }, 0);
  expect([5, 35, 20].map((x) => cuboid.contains({ x, y: 5 }, 0))).toEqual([true, true, false]);
  const nodes = [{ x: 5, y: 50, occluded: false }];
  const skeleton = createShape({ kind: 'skeleton', ...said, nodes }, 1);
  expect(findShapeAt([cuboid, skeleton], { x: 6, y: 51 }, 2)?.index).toBe(1);
});
