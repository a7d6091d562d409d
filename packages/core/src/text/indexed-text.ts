/** What an offset into a text counts. Patchbay counts code points (DESIGN law 2); others do not. */
export const offsetUnits = ['code_points', 'utf16_units', 'utf8_bytes'] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/** A text whose characters were counted once, so that many spans of it are found fast. */
export interface IndexedText {
  readonly text: string;
  /** Number of code points. */
  readonly length: number;
  /** The part from one code point up to, not including, another; null where they do not lie in the text. */
  slice(start: number, end: number): string | null;
  /**
   * The code point at which the occurrence of some words nearest to a place begins; null where there is
   * none, or two are equally near.
   */
  findNearest(words: string, place: number): number | null;
  /** The code point that begins at an index in UTF-16 code units. */
  toCodePoint(codeUnit: number): number;
  /**
   * The code point that begins at an offset counted in a unit; null where the offset splits a character.
   * What lies beyond the end stays as far beyond it, what is negative stays as it is.
   */
  readOffset(offset: number, unit: OffsetUnit): number | null;
}

/** Counts the characters of a text. */
export function indexText(text: string): IndexedText {
  /** For each code point, and for the end, its index in UTF-16 code units. */
  const units = countUp(text, (character) => character.length);
  let bytes: number[] | undefined;
  const length = units.length - 1;
  return {
    text,
    length,
    slice: (start, end) =>
      start >= 0 && start <= end && end <= length ? text.slice(units[start], units[end]) : null,
    findNearest(words, place) {
      const at = units[Math.min(Math.max(place, 0), length)] ?? 0;
      const before = findPosition(units, text.lastIndexOf(words, at));
      const after = findPosition(units, text.indexOf(words, at));
      if (before === null || after === null || before === after) return before ?? after;
      const [distanceBefore, distanceAfter] = [place - before, after - place];
      if (distanceBefore === distanceAfter) return null;
      return distanceBefore < distanceAfter ? before : after;
    },
    toCodePoint: (codeUnit) => findPosition(units, codeUnit) ?? 0,
    readOffset(offset, unit) {
      if (unit === 'code_points' || offset < 0) return offset;
      bytes ??= unit === 'utf8_bytes' ? countUp(text, countBytes) : undefined;
      const positions = unit === 'utf8_bytes' ? (bytes ?? []) : units;
      const end = positions.at(-1) ?? 0;
      if (offset > end) return length + offset - end;
      const position = findPosition(positions, offset);
      return position !== null && positions[position] === offset ? position : null;
    },
  };
}

/** For each character of a text, and for the end, the sum of the sizes of those before it. */
function countUp(text: string, sizeOf: (character: string) => number): number[] {
  const positions: number[] = [0];
  let position = 0;
  for (const character of text) {
    position += sizeOf(character);
    positions.push(position);
  }
  return positions;
}

/** Bytes of a character in UTF-8; half of a surrogate pair counts as the three that replace it. */
function countBytes(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** The first position that is not before a wanted one; null for an index of -1. */
function findPosition(positions: readonly number[], wanted: number): number | null {
  if (wanted < 0) return null;
  let [low, high] = [0, positions.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((positions[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
