import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAround } from './box.ts';
import { ellipseBox, ellipseRing, ellipseSchema } from './ellipse.ts';
import { ringArea } from './rings.ts';

const center = { x: 10, y: 20 };

describe('the box around an ellipse', () => {
  it.each([
    ['lies along the axes where it is not turned', 0, { x: 6, y: 18, width: 8, height: 4 }],
    ['stands after a quarter turn', Math.PI / 2, { x: 8, y: 16, width: 4, height: 8 }],
    ['is the same after half a turn', Math.PI, { x: 6, y: 18, width: 8, height: 4 }],
  ])('%s', (_, angle, expected) => {
    const box = ellipseBox({ center, radius: { x: 4, y: 2 }, angle });
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(box[side]).toBeCloseTo(expected[side], 9);
    }
  });

  it('touches the points of the ellipse on every side', () => {
    const radius = fc.double({ min: 0.1, max: 100, noNaN: true });
    const angle = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(radius, radius, angle, (x, y, turn) => {
        const ellipse = { center, radius: { x, y }, angle: turn };
        const [box, drawn] = [ellipseBox(ellipse), boxAround(ellipseRing(ellipse, 720))];
        const tolerance = Math.max(x, y) * 1e-3;
        for (const side of ['x', 'y', 'width', 'height'] as const) {
          expect(Math.abs(box[side] - drawn[side])).toBeLessThan(tolerance);
        }
      }),
    );
  });

  it('is no larger than a point where both half axes are 0', () => {
    const box = ellipseBox({ center, radius: { x: 0, y: 0 }, angle: 1 });
    expect(box).toEqual({ x: 10, y: 20, width: 0, height: 0 });
  });
});

it('has no negative half axis', () => {
  const ellipse = { center, radius: { x: -1, y: 1 }, angle: 0 };
  expect(ellipseSchema.safeParse(ellipse).success).toBe(false);
});

describe('an ellipse as a ring', () => {
  it('begins at the end of its half axis along x and turns with the angle', () => {
    const ring = ellipseRing({ center, radius: { x: 4, y: 2 }, angle: Math.PI / 2 }, 4);
    const corners = ring.map(({ x, y }) => [Math.round(x * 1e9) / 1e9, Math.round(y * 1e9) / 1e9]);
    expect(corners).toEqual([
      [10, 24],
      [8, 20],
      [10, 16],
      [12, 20],
    ]);
  });

  it('encloses nearly all of its area', () => {
    const ring = ellipseRing({ center, radius: { x: 40, y: 20 }, angle: 0.3 });
    expect(ring).toHaveLength(64);
    expect(ringArea(ring) / (Math.PI * 40 * 20)).toBeCloseTo(0.998, 3);
  });
});
