import { RunLengthError } from './run-length-error.ts';

/**
 * The string into which COCO packs the counts of a mask. Each number is a little-endian series of 5-bit
 * groups, the last one with the sign, in the characters "0" to "o" (48 to 111); from the fourth on, a
 * number is the difference to the one two before it. Source: pycocotools, `maskApi.c`.
 */

/** The longest run that the format has a place for: 32 bits without sign. */
const longestRun = 2 ** 32 - 1;

/** Strings with up to so many characters share one memory to be unpacked in; longer ones get their own. */
const sharedLength = 2 ** 18;
let shared = new Uint32Array(2 ** 12);

/**
 * Unpacks counts into memory that the next call overwrites: read them at once or copy them. No string
 * has more counts than characters, so no more is allocated than what was sent is long.
 * @throws RunLengthError at the first character that cannot be part of such a string.
 */
export function scanCounts(packed: string): Uint32Array {
  const memory = memoryFor(packed.length);
  const length = scanShortNumbers(packed, new Int32Array(memory.buffer));
  return length < 0 ? Uint32Array.from(scanAnyNumbers(packed)) : memory.subarray(0, length);
}

/**
 * Unpacks the counts of a compressed mask.
 * @throws RunLengthError at the first character that cannot be part of such a string.
 */
export function unpackCounts(packed: string): number[] {
  return Array.from(scanCounts(packed));
}

function memoryFor(length: number): Uint32Array {
  if (length > sharedLength) return new Uint32Array(length);
  if (length > shared.length) shared = new Uint32Array(sharedLength);
  return shared;
}

/**
 * The fast way for what nearly all masks consist of: runs below 2^31 in at most six groups. Gives the
 * number of counts, or -1 for anything else; {@link scanAnyNumbers} then says what it is.
 */
function scanShortNumbers(packed: string, counts: Int32Array): number {
  const end = packed.length;
  let [index, length, last, beforeLast] = [0, 0, 0, 0];
  while (index < end) {
    let group = packed.charCodeAt(index++) - 48;
    let value = (group << 27) >> 27;
    if (group >>> 0 > 0x1f) {
      value = group & 0x1f;
      let shift = 5;
      do {
        if (group >>> 0 > 0x3f || index >= end || shift > 25) return -1;
        group = packed.charCodeAt(index++) - 48;
        value |= (group & 0x1f) << shift;
        shift += 5;
      } while (group >>> 0 > 0x1f);
      value = (value << (32 - shift)) >> (32 - shift);
    }
    const run = (value + beforeLast) | 0;
    if (run < 0) return -1;
    counts[length++] = run;
    beforeLast = length > 2 ? last : 0;
    last = run;
  }
  return length;
}

/** The whole law of the format, in arithmetic that holds more than its 32 bits. */
function scanAnyNumbers(packed: string): number[] {
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
export function packCounts(counts: ArrayLike<number>): string {
  let bytes = new Uint8Array(counts.length * 2 + 8);
  let length = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const run = counts[index] ?? Number.NaN;
    if (!Number.isInteger(run) || run < 0 || run > longestRun) {
      const message = `Run ${index} is ${run}, not a whole number from 0 to ${longestRun}`;
      throw new RunLengthError(index, message);
    }
    if (length + 8 > bytes.length) bytes = enlarge(bytes);
    const beforeLast = index > 2 ? (counts[index - 2] ?? 0) : 0;
    length = writeNumber(run - beforeLast, bytes, length);
  }
  return ascii.decode(bytes.subarray(0, length));
}

const ascii = new TextDecoder();

function enlarge(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2);
  larger.set(bytes);
  return larger;
}

/** Writes a number of 33 bits with sign from `start` on, and gives the place after it. */
function writeNumber(number: number, bytes: Uint8Array, start: number): number {
  let index = start;
  let rest = number;
  if ((rest | 0) !== rest) {
    const group = ((rest % 32) + 32) % 32;
    bytes[index++] = (group | 0x20) + 48;
    rest = (rest - group) / 32; // of 32 bits from here on
  }
  for (;;) {
    const group = rest & 0x1f;
    rest >>= 5;
    const isLast = rest === (group & 0x10 ? -1 : 0);
    bytes[index++] = (isLast ? group : group | 0x20) + 48;
    if (isLast) return index;
  }
}
