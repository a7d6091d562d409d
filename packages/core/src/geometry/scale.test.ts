import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ellipse } from './ellipse.ts';
import { type ScaleFactors, scaleBox, scaleDirection, scaleEllipse, scalePoint } from './scale.ts';

const twice = { x: 2, y: 3 };

test('points and boxes grow from the origin, and keep what else they carry', () => {
  expect(scalePoint({ x: 5, y: -7, occluded: true }, twice)).toEqual({
    x: 10,
    y: -21,
    occluded: true,
  });
  expect(scaleBox({ x: 1, y: 2, width: 3, height: 4 }, twice)).toEqual({
    x: 2,
    y: 6,
    width: 6,
    height: 12,
  });
});

describe('a direction', () => {
  test('keeps its angle where both sides grow alike', () => {
    expect(scaleDirection({ angle: 7.3, length: 10 }, { x: 3, y: 3 })).toEqual({
      angle: 7.3,
      length: 30,
    });
  });

  test('points to where its end has gone, and makes as many turns as before', () => {
    const direction = { angle: 2 * Math.PI + 1, length: 10 };
    const { angle, length } = scaleDirection(direction, twice);
    expect(Math.cos(angle) * length).toBeCloseTo(Math.cos(1) * 10 * 2, 9);
    expect(Math.sin(angle) * length).toBeCloseTo(Math.sin(1) * 10 * 3, 9);
    expect(Math.abs(angle - direction.angle)).toBeLessThan(Math.PI);
  });
});

describe('an ellipse', () => {
  const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
  const radius = fc.double({ min: 0.5, max: 100, noNaN: true });
  const ellipse: fc.Arbitrary<Ellipse> = fc.record({
    center: fc.record({ x: radius, y: radius }),
    radius: fc.record({ x: radius, y: radius }),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
  });

  /** 1 for a point on the ellipse, whichever way it is turned. */
  function measure({ center, radius: half, angle }: Ellipse, at: { x: number; y: number }): number {
    const [x, y] = [at.x - center.x, at.y - center.y];
    const along = x * Math.cos(angle) + y * Math.sin(angle);
    const across = -x * Math.sin(angle) + y * Math.cos(angle);
    return Math.hypot(along / half.x, across / half.y);
  }

  function pointOn({ center, radius: half, angle }: Ellipse, turn: number) {
    const [along, across] = [half.x * Math.cos(turn), half.y * Math.sin(turn)];
    return {
      x: center.x + along * Math.cos(angle) - across * Math.sin(angle),
      y: center.y + along * Math.sin(angle) + across * Math.cos(angle),
    };
  }

  test('goes through the places to which its points have gone, with axes as near as can be', () => {
    fc.assert(
      fc.property(ellipse, fc.record({ x: factor, y: factor }), (shape, factors: ScaleFactors) => {
        const scaled = scaleEllipse(shape, factors);
        for (const turn of [0, 0.4, 1, 2, 4, 6]) {
          const place = scalePoint(pointOn(shape, turn), factors);
          expect(measure(scaled, place)).toBeCloseTo(1, 5);
        }
        expect(Math.abs(scaled.angle - shape.angle)).toBeLessThanOrEqual(Math.PI / 2 + 1e-9);
      }),
    );
  });

  test('that is a line stays one', () => {
    const line = { center: { x: 1, y: 1 }, radius: { x: 5, y: 0 }, angle: 0.3 };
    const { radius: half } = scaleEllipse(line, twice);
    expect(half.y).toBeCloseTo(0, 6);
    expect(half.x).toBeCloseTo(Math.hypot(10 * Math.cos(0.3), 15 * Math.sin(0.3)), 9);
  });
});
