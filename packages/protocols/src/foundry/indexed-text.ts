/** A text whose code points were counted once, so that many spans of it are found fast. */
export interface IndexedText {
  readonly text: string;
  /** Number of code points. */
  readonly length: number;
  /** The part from one code point up to, not including, another; null where they do not lie in the text. */
  slice(start: number, end: number): string | null;
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
    slice: (start, end) =>
      start >= 0 && start <= end && end <= length ? text.slice(units[start], units[end]) : null,
  };
}
