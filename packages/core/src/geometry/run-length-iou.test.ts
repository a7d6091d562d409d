import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packCounts } from './packed-counts.ts';
import { encodeRunLength, type RunLength } from './run-length.ts';
import { RunLengthError } from './run-length-error.ts';
import { runLengthIou, runLengthIouMatrix } from './run-length-iou.ts';
import { type DrawnMask, maskLists } from './testing/masks.ts';

/** The same from bitmaps. */
function countPixels(one: DrawnMask, other: DrawnMask) {
  let [both, either, first] = [0, 0, 0];
  one.bitmap.forEach((pixel, index) => {
    const isInOther = (other.bitmap[index] ?? 0) > 0;
    if (pixel && isInOther) both += 1;
    if (pixel || isInOther) either += 1;
    if (pixel) first += 1;
  });
  return { iou: both && both / either, share: both && both / first };
}

describe('the intersection over union of two masks', () => {
  it('is that of their bitmaps, with runs of no length too (fault D9)', () => {
    fc.assert(
      fc.property(maskLists(2, 2), ([one, other]) => {
        if (!one || !other) return;
        expect(runLengthIou(one.mask, other.mask)).toBe(countPixels(one, other).iou);
        expect(runLengthIou(other.mask, one.mask)).toBe(runLengthIou(one.mask, other.mask));
      }),
    );
  });

  it('is 0, not NaN, where both are empty', () => {
    const empty: RunLength = { size: [2, 2], counts: '4' };
    expect(runLengthIou(empty, empty)).toBe(0);
  });

  it('is 1 for a mask with itself, however large the image', () => {
    const mask: RunLength = {
      size: [100_000, 100_000],
      counts: packCounts([4_000_000_000, 2_000_000_000, 4_000_000_000]),
    };
    expect(runLengthIou(mask, mask)).toBe(1);
  });
});

describe('the matrix of detections and ground truths', () => {
  it('has a row for every detection, and their share in a ground truth that is a crowd', () => {
    fc.assert(
      fc.property(maskLists(0, 9), fc.nat(9), fc.array(fc.boolean()), (masks, split, isCrowd) => {
        const [detections, groundTruths] = [masks.slice(0, split), masks.slice(split)];
        const matrix = runLengthIouMatrix(
          detections.map(({ mask }) => mask),
          groundTruths.map(({ mask }) => mask),
          isCrowd,
        );
        const expected = detections.flatMap((detection) =>
          groundTruths.map((groundTruth, index) => {
            const { iou, share } = countPixels(detection, groundTruth);
            return isCrowd[index] ? share : iou;
          }),
        );
        expect([...matrix]).toEqual(expected);
      }),
    );
  });

  it('is not made of masks of different images', () => {
    const sizes: [number, number][] = [
      [2, 3],
      [3, 2],
    ];
    const [one, other] = sizes.map((size) => encodeRunLength(new Uint8Array(6), size));
    if (one && other) expect(() => runLengthIouMatrix([one], [one, other])).toThrow(RangeError);
  });

  it('is not made of masks whose counts do not fill the image (fault D5)', () => {
    const whole: RunLength = { size: [2, 2], counts: '4' };
    const broken: RunLength = { size: [2, 2], counts: packCounts([1, 2]) };
    expect(() => runLengthIouMatrix([whole], [broken])).toThrow(RunLengthError);
    expect(() => runLengthIouMatrix([broken], [whole])).toThrow(RunLengthError);
  });

  it('of a thousand masks of 100 megapixels is found without drawing one (fault D10)', () => {
    const side = 10_000;
    const masks = Array.from({ length: 1000 }, (_, index): RunLength => {
      const counts = [0, (index + 1) * side, side * side - (index + 1) * side];
      return { size: [side, side], counts: packCounts(counts) };
    });
    const matrix = runLengthIouMatrix(masks, masks);
    expect(matrix[0 * 1000 + 999]).toBe(1 / 1000);
    expect(matrix[499 * 1000 + 999]).toBe(1 / 2);
  });
});
