import { describe, expect, it } from 'vitest';
import { decodeRunLength, encodeRunLength, runLengthArea } from './run-length.ts';
import { runLengthBox } from './run-length-box.ts';
import { runLengthIou, runLengthIouMatrix } from './run-length-iou.ts';
import { intersectRunLengths, uniteRunLengths } from './run-length-merge.ts';
import { pycocoMasks, pycocoPairs } from './testing/pycocotools.ts';

describe('pycocotools says the same', () => {
  it('of how a mask is written and read, of its area and its box', () => {
    for (const { mask, bitmap, area, box } of pycocoMasks) {
      expect(encodeRunLength(bitmap, mask.size)).toEqual(mask);
      expect(decodeRunLength(mask)).toEqual(bitmap);
      expect(runLengthArea(mask)).toBe(area);
      const [x, y, width, height] = box;
      expect(runLengthBox(mask)).toEqual({ x, y, width, height });
    }
    expect(pycocoMasks.length).toBeGreaterThan(10);
  });

  it('of the intersection over union of two masks, to the last bit', () => {
    for (const { one, other, iou, iouWithCrowd } of pycocoPairs) {
      expect(runLengthIou(one, other)).toBe(iou);
      expect(runLengthIouMatrix([one], [other], [true])[0]).toBe(iouWithCrowd);
    }
    expect(pycocoPairs.length).toBeGreaterThan(50);
  });

  it('of what is in either or in both of two masks', () => {
    for (const { one, other, union, intersection } of pycocoPairs) {
      expect(uniteRunLengths([one, other]).counts).toBe(union);
      expect(intersectRunLengths([one, other]).counts).toBe(intersection);
    }
  });
});
