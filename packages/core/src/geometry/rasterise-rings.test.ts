import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from './point.ts';
import { rasteriseBox, rasteriseRings } from './rasterise-rings.ts';
import { decodeRunLength, runLengthArea } from './run-length.ts';
import { runLengthBox } from './run-length-box.ts';
import { uniteRunLengths } from './run-length-merge.ts';
import { pycocoBoxes, pycocoPolygons } from './testing/pycocotools.ts';

const coordinate = fc.double({ min: -10, max: 40, noNaN: true });
const rings = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 3, maxLength: 8 });

/** A square ring from a corner on. */
function square(at: number, side: number): Point[] {
  const end = at + side;
  return [
    { x: at, y: at },
    { x: end, y: at },
    { x: end, y: end },
    { x: at, y: end },
  ];
}

/** How far a place is from the straight line between two points. */
function distance({ x, y }: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const near = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - near * dx, y - from.y - near * dy);
}

/** Whether a ray from a place to the right passes an odd number of sides; null on a side or near one. */
function isInside(place: Point, polygon: readonly (readonly Point[])[]): boolean | null {
  const sides = polygon.flatMap((ring) =>
    ring.map((to, index): [Point, Point] => [ring.at(index - 1) ?? to, to]),
  );
  if (sides.some(([from, to]) => distance(place, from, to) < 1)) return null;
  const passed = sides.filter(([from, to]) => {
    if (from.y > place.y === to.y > place.y) return false;
    return place.x < from.x + ((place.y - from.y) / (to.y - from.y)) * (to.x - from.x);
  });
  return passed.length % 2 === 1;
}

describe('the pixels of a polygon', () => {
  it('are those that pycocotools fills, in the image and beyond its edges', () => {
    for (const { ring, mask, area } of pycocoPolygons) {
      expect(rasteriseRings([ring], mask.size)).toEqual(mask);
      expect(runLengthArea(mask)).toBe(area);
    }
    expect(pycocoPolygons.length).toBeGreaterThan(20);
  });

  it('are those whose middle is inside by the even-odd rule, but for a pixel at its sides', () => {
    fc.assert(
      fc.property(fc.array(rings, { maxLength: 3 }), (polygon) => {
        const [height, width] = [25, 30];
        const bitmap = decodeRunLength(rasteriseRings(polygon, [height, width]));
        const differing = [...bitmap].filter((pixel, index) => {
          const middle = { x: Math.floor(index / height) + 0.5, y: (index % height) + 0.5 };
          const expected = isInside(middle, polygon);
          return expected !== null && expected !== (pixel === 1);
        });
        expect(differing).toEqual([]);
      }),
    );
  });

  it('are not those of a ring in another, which is a hole (fault D12)', () => {
    const mask = rasteriseRings([square(1, 8), square(3, 4), square(4, 2)], [12, 12]);
    expect(runLengthArea(mask)).toBe(64 - 16 + 4);
  });

  it('are the sum of its rings, as COCO takes them, where none lies in another', () => {
    const parts = [square(0, 3), square(5, 4), square(10, 2)];
    const each = parts.map((ring) => rasteriseRings([ring], [12, 12]));
    expect(rasteriseRings(parts, [12, 12])).toEqual(uniteRunLengths(each));
  });

  it('are none where it has no rings, or none that is as wide as a pixel', () => {
    const line = [
      { x: 1, y: 1 },
      { x: 9, y: 9 },
      { x: 1, y: 1 },
    ];
    expect(rasteriseRings([], [10, 10]).counts).toBe(rasteriseRings([line], [10, 10]).counts);
    expect(runLengthArea(rasteriseRings([line], [10, 10]))).toBe(0);
  });

  it('are found at once however far its points are away', () => {
    const far = [
      { x: -1e300, y: 5 },
      { x: 1e300, y: 5 },
      { x: 1e300, y: 1e300 },
      { x: -1e300, y: 1e300 },
    ];
    expect(runLengthArea(rasteriseRings([far], [10, 10]))).toBe(50);
    const slanted = [
      { x: 0, y: 0 },
      { x: 1e308, y: 1e308 },
      { x: 0, y: 1e308 },
    ];
    expect(runLengthArea(rasteriseRings([slanted], [10, 10]))).toBe(55);
  });

  it('take no memory for each of many rings over each other', () => {
    const many = Array.from({ length: 20_001 }, () => square(2, 6));
    expect(rasteriseRings(many, [10, 10])).toEqual(rasteriseRings([square(2, 6)], [10, 10]));
  });

  it('are not drawn in an image beyond memory (fault D7)', () => {
    expect(() => rasteriseRings([square(0, 3)], [2 ** 20, 2 ** 20])).toThrow(/too large/);
  });
});

describe('the pixels of a box', () => {
  it('are those that pycocotools fills', () => {
    for (const { box, mask } of pycocoBoxes) expect(rasteriseBox(box, mask.size)).toEqual(mask);
    expect(pycocoBoxes.length).toBeGreaterThan(5);
  });

  it('are the box itself where it lies on the borders of pixels', () => {
    const whole = fc.integer({ min: 0, max: 20 });
    const sides = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(fc.record({ x: whole, y: whole, width: sides, height: sides }), (box) => {
        expect(runLengthBox(rasteriseBox(box, [40, 40]))).toEqual(box);
        expect(runLengthArea(rasteriseBox(box, [40, 40]))).toBe(box.width * box.height);
      }),
    );
  });
});
