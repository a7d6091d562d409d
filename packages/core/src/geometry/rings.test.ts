import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringArea, ringSchema, ringsSchema } from './rings.ts';

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
