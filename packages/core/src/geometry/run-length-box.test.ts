import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAround } from './box.ts';
import { packCounts } from './packed-counts.ts';
import { encodeRunLength } from './run-length.ts';
import { runLengthBox } from './run-length-box.ts';
import { bitmaps } from './testing/bitmaps.ts';
import { goldenMasks } from './testing/golden-masks.ts';

describe('the box around a mask', () => {
  it.each(goldenMasks)('$rows is the one that pycocotools finds', ({ rows, counts, box }) => {
    const [x, y, width, height] = box;
    const size: [number, number] = [rows.length, rows[0].length];
    expect(runLengthBox({ size, counts })).toEqual({ x, y, width, height });
  });

  it('is the box around its set pixels', () => {
    fc.assert(
      fc.property(bitmaps, ({ bitmap, size }) => {
        const corners = [...bitmap].flatMap((pixel, index) => {
          if (!pixel) return [];
          const [x, y] = [Math.floor(index / size[0]), index % size[0]];
          return [
            { x, y },
            { x: x + 1, y: y + 1 },
          ];
        });
        expect(runLengthBox(encodeRunLength(bitmap, size))).toEqual(boxAround(corners));
      }),
    );
  });

  it('is the full height where one run goes from a column into the next', () => {
    // The last pixel of the first column and the first of the second.
    const counts = packCounts([3, 2, 3]);
    expect(runLengthBox({ size: [4, 2], counts })).toEqual({ x: 0, y: 0, width: 2, height: 4 });
  });

  it('is not widened by runs of no length (fault D9)', () => {
    const counts = packCounts([1, 0, 0, 0, 4, 2, 0, 0, 1]);
    expect(runLengthBox({ size: [4, 2], counts })).toEqual({ x: 1, y: 1, width: 1, height: 2 });
  });

  it('of a large mask is found without drawing it', () => {
    const counts = packCounts([2_000_000_007, 5, 1_999_999_988]);
    const box = runLengthBox({ size: [100_000, 40_000], counts });
    expect(box).toEqual({ x: 20_000, y: 7, width: 1, height: 5 });
  });
});
