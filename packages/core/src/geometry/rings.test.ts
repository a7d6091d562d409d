import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rings, ringArea, ringSchema, ringsArea, ringsBox, ringsSchema } from './rings.ts';

const square = [
  { x: 1, y: 1 },
  { x: 4, y: 1 },
  { x: 4, y: 4 },
  { x: 1, y: 4 },
];

describe('the area of a ring', () => {
  it('is right for a square, a triangle and a shape with a notch', () => {
    expect(ringArea(square)).toBe(9);
    expect(ringArea(square.slice(0, 3))).toBe(4.5);
    expect(ringArea([...square.slice(0, 2), { x: 2, y: 2 }, ...square.slice(2)])).toBe(6);
  });

  it('is 0 for a line and for nothing', () => {
    expect(ringArea(square.slice(0, 2))).toBe(0);
    expect(ringArea([])).toBe(0);
  });

  it('does not change with direction, first point or place', () => {
    const points = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.nat(500) });
    const rings = fc.array(points, { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(rings, fc.nat(20), fc.integer({ min: -99, max: 99 }), (ring, first, move) => {
        const area = ringArea(ring);
        const begin = first % ring.length;
        expect(ringArea(ring.toReversed())).toBe(area);
        expect(ringArea([...ring.slice(begin), ...ring.slice(0, begin)])).toBe(area);
        expect(ringArea(ring.map(({ x, y }) => ({ x: x + move, y: y - move })))).toBe(area);
      }),
    );
  });
});

/** A square ring. */
function squareAt(x: number, y: number, side: number) {
  return square.map((corner) => ({
    x: x + ((corner.x - 1) / 3) * side,
    y: y + ((corner.y - 1) / 3) * side,
  }));
}

describe('the area of a polygon', () => {
  it.each<[string, Rings, number]>([
    ['one ring', [squareAt(0, 0, 10)], 100],
    ['a hole', [squareAt(0, 0, 10), squareAt(2, 2, 4)], 84],
    ['an island in a hole', [squareAt(0, 0, 10), squareAt(2, 2, 4), squareAt(3, 3, 2)], 88],
    ['a part beside it', [squareAt(0, 0, 10), squareAt(20, 0, 2)], 104],
    ['rings that overlap in part', [squareAt(0, 0, 10), squareAt(5, 5, 10)], 150],
    ['a hole that reaches out of it', [squareAt(0, 0, 10), squareAt(8, 0, 4)], 100],
    ['the same ring twice', [squareAt(0, 0, 10), squareAt(0, 0, 10)], 0],
  ])('is right with %s (fault D12)', (_, rings, area) => {
    expect(ringsArea(rings)).toBeCloseTo(area, 9);
    expect(ringsArea(rings.toReversed())).toBeCloseTo(area, 9);
  });

  it('is that of both wings of an outline that crosses itself (fault D11)', () => {
    const bow = [
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      { x: 4, y: 0 },
      { x: 0, y: 4 },
    ];
    expect(ringsArea([bow])).toBeCloseTo(8, 9);
  });

  it('is not changed by points that are repeated or lie on a side (fault D11)', () => {
    const [first, second, ...rest] = squareAt(0, 0, 10);
    if (!first || !second) return;
    const ring = [first, first, { x: 3, y: 0 }, { x: 8, y: 0 }, { x: 5, y: 0 }, second, ...rest];
    expect(ringsArea([ring])).toBeCloseTo(100, 9);
  });

  it('is that of the ring where there is one that does not cross itself', () => {
    const distances = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 3 });
    fc.assert(
      fc.property(distances, (reaches) => {
        const star = reaches.map((reach, index) => {
          const turn = (2 * Math.PI * index) / reaches.length;
          return { x: reach * Math.cos(turn), y: reach * Math.sin(turn) };
        });
        expect(ringsArea([star])).toBeCloseTo(ringArea(star), 6);
      }),
    );
  });

  it('is 0 for a line, and a number however far its points are away', () => {
    expect(ringsArea([[square[0], square[1], square[0]].flatMap((point) => point ?? [])])).toBe(0);
    const far = squareAt(-1e300, -1e300, 2e300);
    expect(Number.isFinite(ringsArea([far]))).toBe(true);
  });
});

describe('the box around a polygon', () => {
  it('holds all its rings', () => {
    const box = ringsBox([squareAt(1, 1, 2), squareAt(5, 7, 1)]);
    expect(box).toEqual({ x: 1, y: 1, width: 5, height: 7 });
  });
});

describe('the rings of a polygon', () => {
  it('need three points each, and one ring at least', () => {
    expect(ringSchema.safeParse(square.slice(0, 2)).success).toBe(false);
    expect(ringsSchema.safeParse([square, square.slice(0, 2)]).success).toBe(false);
    expect(ringsSchema.safeParse([]).success).toBe(false);
    expect(ringsSchema.safeParse([square]).success).toBe(true);
  });

  it('need numbers that are places', () => {
    const withNan = [...square, { x: Number.NaN, y: 0 }];
    expect(ringsSchema.safeParse([withNan]).success).toBe(false);
  });
});
