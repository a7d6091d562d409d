import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packCounts } from './packed-counts.ts';
import { decodeRunLength, encodeRunLength, runLengthArea } from './run-length.ts';
import { scaleRunLength } from './scale-run-length.ts';
import { maskLists } from './testing/masks.ts';

/** Two columns of three pixels: the left one is filled but for its foot. */
const small = encodeRunLength(Uint8Array.from([1, 1, 0, 0, 0, 0]), [3, 2]);

test('a mask of twice the size has each pixel four times', () => {
  const large = scaleRunLength(small, [6, 4]);
  expect(large.size).toEqual([6, 4]);
  expect([...decodeRunLength(large)].map(String).join('')).toBe('111100111100000000000000');
});

test('a mask in its own size is itself, and one that grew whole comes back', () => {
  const bits = fc.array(fc.constantFrom(0, 1), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(bits, fc.integer({ min: 1, max: 4 }), (pixels, factor) => {
      const mask = encodeRunLength(Uint8Array.from(pixels), [4, 3]);
      const grown = scaleRunLength(mask, [4 * factor, 3 * factor]);
      expect(runLengthArea(grown)).toBe(runLengthArea(mask) * factor ** 2);
      expect(scaleRunLength(grown, [4, 3])).toEqual(mask);
    }),
  );
});

test('each pixel of a scaled mask is what the mask has at its middle, with runs of no length (fault D9)', () => {
  const side = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(maskLists(1, 1), side, side, ([drawn], height, width) => {
      if (!drawn) return;
      const [fromHeight, fromWidth] = drawn.mask.size;
      const expected = Uint8Array.from({ length: height * width }, (_, index) => {
        const x = Math.floor(((Math.floor(index / height) + 0.5) * fromWidth) / width);
        const y = Math.floor((((index % height) + 0.5) * fromHeight) / height);
        return drawn.bitmap[x * fromHeight + y] ?? 0;
      });
      const scaled = scaleRunLength(drawn.mask, [height, width]);
      expect(scaled.size).toEqual([height, width]);
      expect(decodeRunLength(scaled)).toEqual(expected);
    }),
  );
});

test('a mask is not scaled to a size beyond memory (fault D7)', () => {
  expect(() => scaleRunLength(small, [2 ** 20, 2 ** 20])).toThrow(/too large/);
});

test('a mask of 100 megapixels is scaled without being drawn (fault D10)', () => {
  const whole = { size: [10_000, 10_000] as [number, number], counts: packCounts([0, 1e8]) };
  expect(scaleRunLength(whole, [10, 10]).counts).toBe(packCounts([0, 100]));
  expect(scaleRunLength(scaleRunLength(whole, [10, 10]), [10_000, 10_000])).toEqual(whole);
});
