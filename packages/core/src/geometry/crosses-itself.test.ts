import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossesItself } from './crosses-itself.ts';

const square = [
  { x: 0, y: 0 },
  { x: 4, y: 0 },
  { x: 4, y: 4 },
  { x: 0, y: 4 },
];
const [a, b, c, d] = square as [Point, Point, Point, Point];
type Point = { x: number; y: number };

test.each([
  ['a square', square, false],
  ['a bow tie', [a, c, b, d], true],
  ['a shape that touches itself in a corner', [a, b, { x: 2, y: 2 }, c, d, { x: 2, y: 2 }], false],
  ['a line there and back', [a, b], false],
  ['nothing', [], false],
])('%s (fault D11)', (_, ring, expected) => {
  expect(crossesItself(ring)).toBe(expected);
});

test('no star-shaped ring crosses itself, and it does once two of its points are exchanged', () => {
  const radii = fc.array(fc.integer({ min: 5, max: 100 }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(radii, (lengths) => {
      const ring = lengths.map((length, index) => {
        const angle = (2 * Math.PI * index) / lengths.length;
        return { x: length * Math.cos(angle), y: length * Math.sin(angle) };
      });
      expect(crossesItself(ring)).toBe(false);
      const circle = ring.map((_, index) => {
        const angle = (2 * Math.PI * index) / ring.length;
        return { x: Math.cos(angle), y: Math.sin(angle) };
      });
      const [first, second, ...rest] = circle as [Point, Point, ...Point[]];
      expect(crossesItself([second, first, ...rest])).toBe(true);
    }),
  );
});

test('a ring that would take long to look at is not looked at', () => {
  const long = Array.from({ length: 1001 }, (_, x) => ({ x, y: x % 2 }));
  expect(crossesItself(long)).toBeNull();
  const comb = Array.from({ length: 900 }, (_, index) => ({ x: (index % 2) * 100, y: index }));
  expect(crossesItself([...comb, { x: 200, y: 900 }, { x: 200, y: 0 }])).toBeNull();
});
