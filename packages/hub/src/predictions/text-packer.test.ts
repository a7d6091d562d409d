import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextPacker } from './text-packer.ts';

/** All that a packer gives for texts. */
function pack(texts: readonly (string | Uint8Array)[], pieceBytes: number): Buffer[] {
  const packer = createTextPacker(pieceBytes);
  return [...texts.map((text) => packer.add(text)), packer.rest()].filter(
    (piece) => piece !== null,
  );
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.uint8Array({ maxLength: 60 }),
);

test('pieces are the texts one behind the other, whatever their sizes', () => {
  fc.assert(
    fc.property(fc.array(anyText), fc.integer({ min: 1, max: 64 }), (texts, pieceBytes) => {
      const pieces = pack(texts, pieceBytes);
      const whole = texts.map((text) => (typeof text === 'string' ? Buffer.from(text) : text));
      // Only now: what was given must not change while more is added.
      expect(Buffer.concat(pieces)).toEqual(Buffer.concat(whole));
      expect(pieces.every((piece) => piece.length > 0)).toBe(true);
    }),
  );
});

test('a piece is not larger than was asked for, but for a single text that is', () => {
  const sizes = (lengths: number[]) =>
    pack(
      lengths.map((length) => Buffer.alloc(length, 'x')),
      100,
    ).map((piece) => piece.length);
  expect(sizes([30, 30, 30, 30, 70, 1])).toEqual([90, 100, 1]);
  expect(sizes([30, 500, 1])).toEqual([530, 1]);
  expect(sizes([])).toEqual([]);
});
