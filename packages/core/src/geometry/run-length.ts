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

/** The longest run that the format has a place for: 32 bits without sign. */
const longestRun = 2 ** 32 - 1;

/** Why counts cannot be read or written. */
export class RunLengthError extends Error {
  /** The character of the packed counts, or the run of a list, at which it came to light. */
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.name = 'RunLengthError';
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
    const { value: difference, next } = readNumber(packed, index);
    const run = counts.length > 2 ? difference + (counts.at(-2) ?? 0) : difference;
    if (run < 0) throw new RunLengthError(index, `A run is negative at character ${index}`);
    if (run > longestRun) {
      throw new RunLengthError(index, `A run is longer than 32 bits at character ${index}`);
    }
    counts.push(run);
    index = next;
  }
  return counts;
}

/** Reads the number that begins at a character: up to seven groups, the last one with the sign. */
function readNumber(packed: string, start: number): { value: number; next: number } {
  let value = 0;
  for (let length = 0; length < 7; length += 1) {
    const index = start + length;
    const scale = 32 ** length; // arithmetic, since 7 groups are more than 32 bits
    if (index >= packed.length) {
      throw new RunLengthError(start, `The number at character ${start} does not end`);
    }
    const group = packed.charCodeAt(index) - 48;
    if (group < 0 || group > 63) {
      throw new RunLengthError(index, `Character ${index} is not one of those from "0" to "o"`);
    }
    value += (group & 0x1f) * scale;
    const isLast = (group & 0x20) === 0;
    if (isLast) return { value: group & 0x10 ? value - scale * 32 : value, next: index + 1 };
  }
  throw new RunLengthError(start, `The number at character ${start} is longer than 32 bits`);
}

/**
 * Packs run lengths into the string that {@link unpackCounts} reads.
 * @throws RunLengthError at the first run that is not a whole number of 32 bits.
 */
export function packCounts(counts: readonly number[]): string {
  let packed = '';
  counts.forEach((run, index) => {
    if (!Number.isInteger(run) || run < 0 || run > longestRun) {
      const message = `Run ${index} is ${run}, not a whole number from 0 to ${longestRun}`;
      throw new RunLengthError(index, message);
    }
    packed += writeNumber(index > 2 ? run - (counts[index - 2] ?? 0) : run);
  });
  return packed;
}

function writeNumber(number: number): string {
  let written = '';
  let rest = number;
  for (;;) {
    const group = ((rest % 32) + 32) % 32;
    rest = (rest - group) / 32;
    const isLast = group & 0x10 ? rest === -1 : rest === 0;
    written += String.fromCharCode((isLast ? group : group | 0x20) + 48);
    if (isLast) return written;
  }
}

/** Number of pixels in the mask. */
export function runLengthArea(mask: RunLength): number {
  return unpackCounts(mask.counts).reduce((sum, run, index) => (index % 2 ? sum + run : sum), 0);
}

/**
 * Draws a mask into one byte per pixel (0 or 1), column by column as COCO counts them:
 * the pixel (x, y) is at `x * height + y`.
 * @throws RunLengthError where the image is too large or the counts do not fill it exactly.
 */
export function decodeRunLength(mask: RunLength): Uint8Array {
  const [height, width] = mask.size;
  const area = height * width;
  const end = mask.counts.length;
  if (area > maximumMaskArea) {
    throw new RunLengthError(end, `A mask of ${height} × ${width} pixels is too large to be drawn`);
  }
  const counts = unpackCounts(mask.counts);
  const filled = counts.reduce((sum, run) => sum + run, 0);
  if (filled !== area) {
    throw new RunLengthError(end, `The counts fill ${filled} pixels; the image has ${area}`);
  }
  const bitmap = new Uint8Array(area);
  let position = 0;
  counts.forEach((run, index) => {
    if (index % 2) bitmap.fill(1, position, position + run);
    position += run;
  });
  return bitmap;
}

/** Encodes a bitmap of one byte per pixel, column by column (see {@link decodeRunLength}). */
export function encodeRunLength(bitmap: Uint8Array, size: readonly [number, number]): RunLength {
  const [height, width] = size;
  if (bitmap.length !== height * width) {
    throw new RangeError(`A bitmap of ${height} × ${width} has not ${bitmap.length} pixels`);
  }
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
  return { size: [height, width], counts: packCounts(counts) };
}
