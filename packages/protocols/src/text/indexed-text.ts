import type { HtmlRow, TextRow } from '../model-input.ts';

/** A text whose code points were counted once, so that many spans of it are found fast. */
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
  toCodePoint(unit: number): number;
}

const indexes = new WeakMap<TextRow | HtmlRow, IndexedText>();

/** Indexes the text of a data row, once for all features of an answer. */
export function indexRow(row: TextRow | HtmlRow): IndexedText {
  const index = indexes.get(row) ?? indexText(row.text);
  indexes.set(row, index);
  return index;
}

/** Counts the code points of a text. */
export function indexText(text: string): IndexedText {
  /** For each code point, and for the end, its index in UTF-16 code units. */
  const units: number[] = [0];
  let unit = 0;
  for (const character of text) {
    unit += character.length;
    units.push(unit);
  }
  const length = units.length - 1;
  return {
    text,
    length,
    toCodePoint: (unit) => findUnit(units, unit) ?? 0,
    slice: (start, end) =>
      start >= 0 && start <= end && end <= length ? text.slice(units[start], units[end]) : null,
    findNearest(words, place) {
      const at = units[Math.min(Math.max(place, 0), length)] ?? 0;
      const before = findUnit(units, text.lastIndexOf(words, at));
      const after = findUnit(units, text.indexOf(words, at));
      if (before === null || after === null || before === after) return before ?? after;
      const [distanceBefore, distanceAfter] = [place - before, after - place];
      if (distanceBefore === distanceAfter) return null;
      return distanceBefore < distanceAfter ? before : after;
    },
  };
}

/** The code point that begins at an index in UTF-16 code units; null for an index of -1. */
function findUnit(units: readonly number[], wanted: number): number | null {
  if (wanted < 0) return null;
  let [low, high] = [0, units.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((units[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
