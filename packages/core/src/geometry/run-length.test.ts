import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRunLength,
  encodeRunLength,
  packCounts,
  RunLengthError,
  runLengthArea,
  runLengthSchema,
  unpackCounts,
} from './run-length.ts';
import { bitmaps } from './testing/bitmaps.ts';
import { drawBitmap } from './testing/draw-bitmap.ts';
import { goldenMasks } from './testing/golden-masks.ts';

const longestRun = 2 ** 32 - 1;

/** The error of an action, as the index it names and its words. */
function refusal(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof RunLengthError) return { index: error.index, message: error.message };
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('a mask in run-length', () => {
  it.each(goldenMasks)('of $rows is read and written as pycocotools does', (golden) => {
    const { bitmap, size } = drawBitmap(golden.rows);
    const mask = encodeRunLength(bitmap, size);
    expect(mask).toEqual({ size, counts: golden.counts });
    expect(decodeRunLength(mask)).toEqual(bitmap);
    expect(runLengthArea(mask)).toBe(golden.area);
  });

  it('comes back as it was, with as many pixels as are set', () => {
    fc.assert(
      fc.property(bitmaps, ({ bitmap, size }) => {
        const mask = encodeRunLength(bitmap, size);
        expect(decodeRunLength(mask)).toEqual(bitmap);
        expect(runLengthArea(mask)).toBe(bitmap.reduce((sum, pixel) => sum + pixel, 0));
        expect(packCounts(unpackCounts(mask.counts))).toBe(mask.counts);
      }),
    );
  });

  it('may have runs of no length in a row (fault D9)', () => {
    const mask = { size: [2, 2] as [number, number], counts: packCounts([1, 0, 0, 2, 0, 0, 1]) };
    expect(runLengthArea(mask)).toBe(2);
    expect([...decodeRunLength(mask)]).toEqual([0, 1, 1, 0]);
  });

  it.each([
    ['fill too little', [3], 'fill 3 pixels; the image has 4'],
    ['fill too much', [1, 4], 'fill 5 pixels; the image has 4'],
    ['are empty', [], 'fill 0 pixels; the image has 4'],
  ])('is not drawn where its counts %s (fault D5)', (_, counts, words) => {
    const mask = { size: [2, 2] as [number, number], counts: packCounts(counts) };
    expect(refusal(() => decodeRunLength(mask)).message).toContain(words);
  });

  it('of a huge image is refused before anything is allocated for it (fault D7)', () => {
    const size: [number, number] = [2 ** 20, 2 ** 20];
    expect(refusal(() => decodeRunLength({ size, counts: '0' })).message).toContain('too large');
  });

  it.each([[[0, 0]], [[-1, 4]], [[1.5, 2]], [[3]]])(
    'cannot have the size %j (fault D7)',
    (size) => {
      expect(runLengthSchema.safeParse({ size, counts: '0' }).success).toBe(false);
    },
  );

  it('cannot be made of a bitmap of another size', () => {
    expect(() => encodeRunLength(new Uint8Array(5), [2, 2])).toThrow(RangeError);
  });
});

describe('packed counts', () => {
  it('hold every run of 32 bits, and come back as they were', () => {
    const runs = fc.oneof(fc.nat(40), fc.nat(100_000), fc.nat(longestRun), fc.constant(longestRun));
    fc.assert(
      fc.property(fc.array(runs), (counts) => {
        expect(unpackCounts(packCounts(counts))).toEqual(counts);
      }),
    );
  });

  it('are read where a number is written longer than it needs', () => {
    expect(unpackCounts('P0PP0')).toEqual([0, 0]);
  });

  it.each([
    ['a character below "0"', '41/', 2],
    ['a character above "o"', '41p', 2],
    ['a character beyond ASCII', '4é', 1],
    ['a space', '4 1', 1],
    ['a number that does not end', '41o', 2],
    ['a number of more than 32 bits', 'ooooooo0', 0],
    ['a number padded to more than 32 bits', 'PPPPPPP0', 0],
    ['a run above 32 bits', 'PPPPPP40', 0],
    ['a negative run', 'O', 0],
    ['a run that becomes negative by its difference', '1111O1N', 6],
  ])('are refused for %s, with its place (fault D6)', (_, packed, index) => {
    expect(refusal(() => unpackCounts(packed))).toEqual({
      index,
      message: expect.stringMatching(new RegExp(`character ${index}\\b`, 'i')),
    });
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 32])('cannot hold a run of %d', (run) => {
    expect(refusal(() => packCounts([3, run]))).toEqual({
      index: 1,
      message: expect.stringContaining('Run 1'),
    });
  });

  it('of any text are read or refused, nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200)), (codes) => {
        const text = String.fromCharCode(...codes);
        try {
          for (const run of unpackCounts(text)) {
            expect(Number.isInteger(run) && run >= 0 && run <= longestRun).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RunLengthError);
        }
      }),
    );
  });
});
