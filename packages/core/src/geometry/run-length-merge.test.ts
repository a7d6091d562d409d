import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packCounts } from './packed-counts.ts';
import { encodeRunLength, type RunLength } from './run-length.ts';
import { RunLengthError } from './run-length-error.ts';
import { intersectRunLengths, uniteRunLengths } from './run-length-merge.ts';
import { type DrawnMask, maskLists } from './testing/masks.ts';

const rules = [
  ['any', uniteRunLengths, (pixels: number[]) => pixels.some(Boolean)],
  ['all', intersectRunLengths, (pixels: number[]) => pixels.every(Boolean)],
] as const;

/** The same from bitmaps: a pixel for every pixel. */
function mergeBitmaps(masks: readonly DrawnMask[], keep: (pixels: number[]) => boolean): RunLength {
  const [first] = masks;
  if (!first) throw new Error('No masks');
  const merged = first.bitmap.map((_, pixel) =>
    keep(masks.map(({ bitmap }) => bitmap[pixel] ?? 0)) ? 1 : 0,
  );
  return encodeRunLength(merged, first.mask.size);
}

describe.each(rules)('the pixels that are in %s of the masks', (_, merge, keep) => {
  it('are those of their bitmaps, written without runs of no length (fault D9)', () => {
    fc.assert(
      fc.property(maskLists(1, 6), (masks) => {
        expect(merge(masks.map(({ mask }) => mask))).toEqual(mergeBitmaps(masks, keep));
      }),
    );
  });

  it('are not told of masks of different images', () => {
    const [wide, high]: RunLength[] = [
      { size: [2, 3], counts: '6' },
      { size: [3, 2], counts: '6' },
    ];
    if (wide && high) expect(() => merge([wide, wide, high])).toThrow(/\[2, 3\] and \[3, 2\]/);
  });

  it('are not told of no mask', () => {
    expect(() => merge([])).toThrow(RangeError);
  });

  it.each([[3], [1, 4], [], [1, 2, 2]])(
    'are not told of one whose counts %j do not fill it (fault D5)',
    (...counts) => {
      const broken = { size: [2, 2] as [number, number], counts: packCounts(counts) };
      expect(() => merge([{ size: [2, 2], counts: '4' }, broken])).toThrow(RunLengthError);
    },
  );
});

it('ten thousand masks of 100 megapixels are merged without drawing one (fault D10)', () => {
  const side = 10_000;
  const masks = Array.from({ length: side }, (_, column): RunLength => {
    const counts = [column * side, side, (side - column - 1) * side];
    return { size: [side, side], counts: packCounts(counts) };
  });
  expect(uniteRunLengths(masks).counts).toBe(packCounts([0, side * side]));
  expect(intersectRunLengths(masks).counts).toBe(packCounts([side * side]));
});
