import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRunLength, encodeRunLength, runLengthArea } from './run-length.ts';
import { scaleRunLength } from './scale-run-length.ts';

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
