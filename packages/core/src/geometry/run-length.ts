import * as z from 'zod';
import { countRuns } from './count-runs.ts';
import { packCounts, scanCounts } from './packed-counts.ts';
import { RunLengthError } from './run-length-error.ts';

/**
 * A mask as COCO writes it: the lengths of alternating runs of 0 and 1, beginning with 0, column by
 * column from the top left, packed into a string. Source: pycocotools, `maskApi.c`.
 */
export const runLengthSchema = z.object({
  /** Height and width of the image in pixels. */
  size: z.tuple([z.int().positive(), z.int().positive()]),
  /** The packed run lengths; they add up to height × width. */
  counts: z.string(),
});
export type RunLength = z.infer<typeof runLengthSchema>;

/** Images larger than this many pixels are refused before anything is allocated for them. */
export const maximumMaskArea = 100_000_000;

/**
 * The run lengths of a mask, in memory that the next call of any function on masks overwrites.
 * @throws RunLengthError where they cannot be read or do not fill the image exactly.
 */
export function fillingCounts(mask: RunLength): Uint32Array {
  const counts = scanCounts(mask.counts);
  let filled = 0;
  for (let index = 0; index < counts.length; index += 1) filled += counts[index] ?? 0;
  const area = mask.size[0] * mask.size[1];
  if (filled === area) return counts;
  const message = `The counts fill ${filled} pixels; the image has ${area}`;
  throw new RunLengthError(mask.counts.length, message);
}

/**
 * Number of pixels in the mask.
 * @throws RunLengthError where the counts cannot be read or do not fill the image exactly.
 */
export function runLengthArea(mask: RunLength): number {
  const counts = fillingCounts(mask);
  let area = 0;
  for (let index = 1; index < counts.length; index += 2) area += counts[index] ?? 0;
  return area;
}

/**
 * Draws a mask into one byte per pixel (0 or 1), column by column as COCO counts them: the pixel (x, y)
 * is at `x * height + y`. Where many are drawn one after another, give a bitmap to draw `into`: what it
 * held is overwritten, and one that is larger than the image is drawn into as far as the image goes.
 * @returns the bitmap, exactly as long as the image has pixels.
 * @throws RunLengthError where the image is too large or the counts do not fill it exactly.
 */
export function decodeRunLength(mask: RunLength, into?: Uint8Array): Uint8Array {
  const [height, width] = mask.size;
  const area = height * width;
  if (area > maximumMaskArea) {
    const message = `A mask of ${height} × ${width} pixels is too large to be drawn`;
    throw new RunLengthError(mask.counts.length, message);
  }
  if (into && into.length < area) {
    throw new RangeError(`A bitmap of ${into.length} bytes has no room for ${height} × ${width}`);
  }
  const counts = fillingCounts(mask);
  const bitmap = into ? into.subarray(0, area).fill(0) : new Uint8Array(area);
  let position = 0;
  for (let index = 1; index < counts.length; index += 2) {
    const start = position + (counts[index - 1] ?? 0);
    position = start + (counts[index] ?? 0);
    bitmap.fill(1, start, position);
  }
  return bitmap;
}

/**
 * Encodes a bitmap of one byte per pixel, column by column (see {@link decodeRunLength}); every byte
 * other than 0 is a pixel of the mask.
 */
export function encodeRunLength(bitmap: Uint8Array, size: readonly [number, number]): RunLength {
  const [height, width] = size;
  if (bitmap.length !== height * width) {
    throw new RangeError(`A bitmap of ${height} × ${width} has not ${bitmap.length} pixels`);
  }
  return { size: [height, width], counts: packCounts(countRuns(bitmap)) };
}
