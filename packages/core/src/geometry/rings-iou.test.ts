import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from './point.ts';
import { rasteriseRings } from './rasterise-rings.ts';
import { type Rings, ringsArea } from './rings.ts';
import { ringsIou } from './rings-iou.ts';
import { runLengthArea } from './run-length.ts';
import { runLengthIou, runLengthIouMatrix } from './run-length-iou.ts';
import { maskLists } from './testing/masks.ts';
import { traceMask } from './trace-mask.ts';

/** The polygon turned about the origin and moved. */
function turn(rings: Rings, angle: number, move: number): Rings {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return rings.map((ring) =>
    ring.map(({ x, y }) => ({ x: x * cosine - y * sine + move, y: x * sine + y * cosine - move })),
  );
}

describe('the intersection over union of two polygons', () => {
  it('is that of the masks that they outline, turned as one likes', () => {
    const angles = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(
        maskLists(2, 2),
        angles,
        fc.integer({ min: -50, max: 50 }),
        (masks, angle, move) => {
          const [one, other] = masks.map(({ mask }) => mask);
          if (!one || !other) return;
          const expected = runLengthIou(one, other);
          expect(ringsIou(traceMask(one), traceMask(other))).toBeCloseTo(expected, 12);
          const [turned, otherTurned] = [one, other].map((mask) =>
            turn(traceMask(mask), angle, move),
          );
          if (!turned || !otherTurned) return;
          expect(ringsIou(turned, otherTurned)).toBeCloseTo(expected, 9);
          expect(ringsArea(turned)).toBeCloseTo(runLengthArea(one), 7);
        },
      ),
    );
  });

  it('with a crowd is the share of the one that lies in it', () => {
    fc.assert(
      fc.property(maskLists(2, 2), ([one, crowd]) => {
        if (!one || !crowd) return;
        const [expected] = runLengthIouMatrix([one.mask], [crowd.mask], [true]);
        const found = ringsIou(traceMask(one.mask), traceMask(crowd.mask), true);
        expect(found).toBeCloseTo(expected ?? Number.NaN, 9);
      }),
    );
  });

  it('is right where their sides cross', () => {
    const triangle: Rings = [points(0, 0, 4, 0, 0, 4)];
    expect(ringsIou(triangle, [points(0, 4, 4, 4, 4, 0)])).toBe(0);
    expect(ringsIou(triangle, [points(0, 0, 4, 0, 4, 4)])).toBeCloseTo(4 / 12, 12);
    expect(ringsIou(triangle, triangle)).toBeCloseTo(1, 12);
  });

  it('is right where sides lie on each other and an outline crosses itself, which throws others off', () => {
    const triangle: Rings = [points(1, 5, 4, 5, 3, 0)];
    const knot: Rings = [points(1, 5, 0, 5, 5, 5, 1, 5, 1, 0, 5, 0, 5, 3)];
    // 60 / 11 in common, of 7.5 and 16.
    expect(ringsArea(knot)).toBeCloseTo(16, 12);
    expect(ringsIou(triangle, knot)).toBeCloseTo(60 / 11 / (7.5 + 16 - 60 / 11), 12);
  });

  it('is 0, not NaN, for polygons that enclose nothing, and a number however far they reach', () => {
    const line: Rings = [points(0, 0, 4, 4, 0, 0)];
    expect(ringsIou(line, line)).toBe(0);
    const far: Rings = [points(-1e308, -1e308, 1e308, -1e308, 1e308, 1e308, -1e308, 1e308)];
    expect(ringsIou(far, [points(0, 0, 4, 0, 0, 4)])).toBeCloseTo(0, 12);
    expect(ringsIou(far, far)).toBeCloseTo(1, 12);
  });

  it('is the same both ways, and never above 1', () => {
    const places = fc.record({
      x: fc.integer({ min: 0, max: 6 }),
      y: fc.integer({ min: 0, max: 6 }),
    });
    const polygons = fc.array(fc.array(places, { minLength: 3, maxLength: 8 }), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(polygons, polygons, (one, other) => {
        const iou = ringsIou(one, other);
        expect(ringsIou(other, one)).toBeCloseTo(iou, 9);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1);
      }),
    );
    const exact = fc.record({
      x: fc.double({ min: 0, max: 9, noNaN: true }),
      y: fc.double({ min: 0, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(exact, { minLength: 3, maxLength: 9 }), (ring) => {
        expect(ringsIou([ring], [ring])).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('needs areas, which of a scribble of many crossings are found in samples, near enough', () => {
    const side = 400;
    const scribble: Rings = [
      Array.from({ length: 20_000 }, (_, index) => ({
        x: ((index * 7919) % 40_009) * (side / 40_009),
        y: ((index * index * 31) % 39_989) * (side / 39_989),
      })),
    ];
    const pixels = runLengthArea(rasteriseRings(scribble, [side, side]));
    expect(ringsArea(scribble) / pixels).toBeCloseTo(1, 1);
  });
});

/** Points from their coordinates in turn. */
function points(...coordinates: number[]): Point[] {
  return Array.from({ length: coordinates.length / 2 }, (_, index) => ({
    x: coordinates[index * 2] ?? Number.NaN,
    y: coordinates[index * 2 + 1] ?? Number.NaN,
  }));
}
