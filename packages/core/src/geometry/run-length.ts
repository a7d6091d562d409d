import * as z from 'zod';

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

/** Why a packed string of counts cannot be read: the index of the character and what is wrong there. */
export class RunLengthError extends Error {
  readonly index: number;
  constructor(index: number, reason: string) {
    super(`${reason} at character ${index} of the counts`);
    this.index = index;
  }
}

/**
 * Unpacks the counts of a compressed mask. Each number is a little-endian series of 5-bit groups in
 * characters 48 to 111; from the third on, a number is the difference to the one two before it.
 * @throws RunLengthError at the first character that cannot be part of such a string.
 */
export function unpackCounts(packed: string): number[] {
  const counts: number[] = [];
  let index = 0;
  while (index < packed.length) {
    const start = index;
    let value = 0;
    let scale = 1;
    let group = 0;
    do {
      if (index >= packed.length) throw new RunLengthError(start, 'A number does not end');
      if (index - start > 6) throw new RunLengthError(start, 'A number is longer than 32 bits');
      group = packed.charCodeAt(index) - 48;
      if (!(group >= 0 && group < 64))
        throw new RunLengthError(index, 'A character is out of range');
      value += (group & 0x1f) * scale;
      scale *= 32;
      index += 1;
    } while (group & 0x20);
    if (group & 0x10) value -= scale;
    if (counts.length > 2) value += counts[counts.length - 2] ?? 0;
    if (value < 0) throw new RunLengthError(start, 'A run is negative');
    counts.push(value);
  }
  return counts;
}

/** Packs run lengths into the string that {@link unpackCounts} reads. */
export function packCounts(counts: readonly number[]): string {
  let packed = '';
  for (let index = 0; index < counts.length; index += 1) {
    let value = counts[index] ?? 0;
    if (index > 2) value -= counts[index - 2] ?? 0;
    let more = true;
    while (more) {
      let group = ((value % 32) + 32) % 32;
      value = (value - group) / 32;
      more = group & 0x10 ? value !== -1 : value !== 0;
      if (more) group |= 0x20;
      packed += String.fromCharCode(group + 48);
    }
  }
  return packed;
}

/** Number of pixels in the mask. */
export function runLengthArea(mask: RunLength): number {
  return unpackCounts(mask.counts).reduce((sum, run, index) => (index % 2 ? sum + run : sum), 0);
}

/**
 * Draws a mask into one byte per pixel (0 or 1), column by column as COCO counts them:
 * the pixel (x, y) is at `x * height + y`.
 */
export function decodeRunLength(mask: RunLength): Uint8Array {
  const [height, width] = mask.size;
  const bitmap = new Uint8Array(height * width);
  let position = 0;
  unpackCounts(mask.counts).forEach((run, index) => {
    if (index % 2) bitmap.fill(1, position, position + run);
    position += run;
  });
  return bitmap;
}

/** Encodes a bitmap of one byte per pixel, column by column (see {@link decodeRunLength}). */
export function encodeRunLength(bitmap: Uint8Array, size: readonly [number, number]): RunLength {
  const counts: number[] = [];
  let current = 0;
  let run = 0;
  for (const pixel of bitmap) {
    const bit = pixel ? 1 : 0;
    if (bit !== current) {
      counts.push(run);
      run = 0;
      current = bit;
    }
    run += 1;
  }
  counts.push(run);
  return { size: [size[0], size[1]], counts: packCounts(counts) };
}
