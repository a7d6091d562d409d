import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, boxArea, boxAround, boxIou, boxSchema, isOutside } from './box.ts';
import type { Point } from './point.ts';

const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const length = fc.double({ min: 0.01, max: 1e4, noNaN: true });
const boxes: fc.Arbitrary<Box> = fc.record({
  x: coordinate,
  y: coordinate,
  width: length,
  height: length,
});
const points: fc.Arbitrary<Point> = fc.record({ x: coordinate, y: coordinate });

describe('a box', () => {
  it.each([
    { x: 0, y: 0, width: -1, height: 1 },
    { x: 0, y: 0, width: 1, height: -0.5 },
    { x: Number.NaN, y: 0, width: 1, height: 1 },
    { x: 0, y: 0, width: Infinity, height: 1 },
  ])('cannot be $width wide and $height high at $x', (box) => {
    expect(boxSchema.safeParse(box).success).toBe(false);
  });

  it('may have no size and lie outside the image', () => {
    expect(boxSchema.safeParse({ x: -20, y: -3.5, width: 0, height: 0 }).success).toBe(true);
  });

  it('has the area of its sides', () => {
    expect(boxArea({ x: 3, y: 4, width: 2.5, height: 4 })).toBe(10);
  });
});

describe('the box around points', () => {
  it('touches the outermost on every side', () => {
    const corners = [
      { x: 4, y: -1 },
      { x: 1, y: 7 },
      { x: 2.5, y: 3 },
    ];
    expect(boxAround(corners)).toEqual({ x: 1, y: -1, width: 3, height: 8 });
  });

  it('has no size and lies at the origin where there are none', () => {
    expect(boxAround([])).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });

  it('holds every point', () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1 }), (inside) => {
        const box = boxAround(inside);
        for (const { x, y } of inside) {
          expect(x).toBeGreaterThanOrEqual(box.x);
          expect(y).toBeGreaterThanOrEqual(box.y);
          expect(x).toBeLessThanOrEqual(box.x + box.width + 1e-9);
          expect(y).toBeLessThanOrEqual(box.y + box.height + 1e-9);
        }
      }),
    );
  });

  it('takes a hundred thousand points, more than a call has room for arguments', () => {
    const line = Array.from({ length: 100_000 }, (_, x) => ({ x, y: 0 }));
    expect(boxAround(line).width).toBe(99_999);
  });
});

describe('the intersection over union of two boxes', () => {
  const unit = { x: 0, y: 0, width: 2, height: 2 };

  it.each([
    ['the same box', unit, 1],
    ['a quarter of it', { x: 0, y: 0, width: 1, height: 1 }, 0.25],
    ['one shifted by half', { x: 1, y: 0, width: 2, height: 2 }, 1 / 3],
    ['a neighbour', { x: 2, y: 0, width: 2, height: 2 }, 0],
    ['one far away', { x: 50, y: 50, width: 2, height: 2 }, 0],
    ['one without size', { x: 1, y: 1, width: 0, height: 0 }, 0],
  ])('is right for %s', (_, other, expected) => {
    expect(boxIou(unit, other)).toBeCloseTo(expected, 12);
  });

  it('is 0, not NaN, for two boxes without size', () => {
    const point = { x: 1, y: 1, width: 0, height: 0 };
    expect(boxIou(point, point)).toBe(0);
  });

  it('is the same both ways, and between 0 and 1', () => {
    fc.assert(
      fc.property(boxes, boxes, (one, other) => {
        const iou = boxIou(one, other);
        expect(boxIou(other, one)).toBeCloseTo(iou, 12);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('a box lies outside an image', () => {
  const image = { width: 100, height: 50 };

  it.each([
    { x: -0.1, y: 0, width: 1, height: 1 },
    { x: 0, y: -0.1, width: 1, height: 1 },
    { x: 99.5, y: 0, width: 1, height: 1 },
    { x: 0, y: 49.5, width: 1, height: 1 },
    { x: 200, y: 200, width: 1, height: 1 },
  ])('where it reaches beyond an edge, as at $x, $y', (box) => {
    expect(isOutside(box, image)).toBe(true);
  });

  it('not where it fills the image exactly', () => {
    expect(isOutside({ x: 0, y: 0, width: 100, height: 50 }, image)).toBe(false);
    const left = Math.fround(12.3456);
    const rounded = { x: left, y: -1e-7, width: Math.fround(100 - left) + 1e-5, height: 50 };
    expect(rounded.x + rounded.width).toBeGreaterThan(100);
    expect(isOutside(rounded, image)).toBe(false);
  });
});
