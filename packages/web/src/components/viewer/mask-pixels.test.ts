import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import { expect, test } from 'vitest';
import { paintMask } from './mask-pixels.ts';

const paint = { colour: '#ff8001', isHatched: false, mostPixels: 4_000_000 };

/** Which pixels have any colour, as rows of signs. */
function show({ data, width, height }: ReturnType<typeof paintMask>): string[] {
  const at = (x: number, y: number) => data[(y * width + x) * 4 + 3];
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (at(x, y) ? '#' : '.')).join(''),
  );
}

test('only the set pixels get the colour, row by row within the bounds', () => {
  // 2 rows, 3 columns; set are (1, 0), (1, 1) and (2, 0).
  const mask = encodeRunLength(Uint8Array.of(0, 0, 1, 1, 1, 0), [2, 3]);
  const pixels = paintMask(mask, { x: 1, y: 0, width: 2, height: 2 }, paint);
  expect(show(pixels)).toEqual(['##', '#.']);
  expect([...pixels.data.slice(0, 3)]).toEqual([255, 128, 1]);
});

/** A mask over a whole image of this size. */
function fill(width: number, height: number) {
  const mask = encodeRunLength(new Uint8Array(width * height).fill(1), [height, width]);
  return { mask, bounds: { x: 0, y: 0, width, height } };
}

test('the edge is stronger than what it encloses', () => {
  const { mask, bounds } = fill(5, 5);
  const { data } = paintMask(mask, bounds, paint);
  const opacityAt = (x: number, y: number) => data[(y * 5 + x) * 4 + 3] ?? 0;
  expect(opacityAt(0, 2)).toBeGreaterThan(opacityAt(2, 2));
  expect(opacityAt(2, 2)).toBeGreaterThan(0);
});

test('one that is hatched has gaps, and the same edge', () => {
  const { mask, bounds } = fill(20, 20);
  const rows = show(paintMask(mask, bounds, { ...paint, isHatched: true }));
  expect(rows[0]).toBe('#'.repeat(20));
  expect(rows[10]).toMatch(/^#.*\..*#$/);
});

test('a mask larger than any screen is painted with fewer pixels, over the same place', () => {
  const { mask, bounds } = fill(4000, 3000);
  const { width, height } = paintMask(mask, bounds, paint);
  expect(width * height).toBeLessThan(4_100_000);
  expect(width / height).toBeCloseTo(4 / 3, 1);
});
