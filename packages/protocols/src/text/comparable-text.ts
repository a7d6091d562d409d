/** A text in the form in which it is compared, with the place of each character in the text itself. */
export interface ComparableText {
  readonly text: string;
  /** For each code unit of `text`: where in the original its character begins and ends, in code units. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Marks that people and models exchange for each other when they copy a text. */
const exchanged: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′]/gu, "'"],
  [/[“”„‟«»″]/gu, '"'],
  [/[‐‑‒–—−]/gu, '-'],
  [/…/gu, '...'],
  // Nothing that is seen: soft hyphens, zero-width characters, byte order marks.
  [/[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, ''],
];

/** White space of any length, or one character with the marks that belong to it. */
const character = /\s+|\P{M}\p{M}*|\p{M}+/gu;

/**
 * Makes of a text what is the same where only case, the length of white space, the Unicode form or
 * typographic marks differ.
 */
export function makeComparable(original: string): ComparableText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: written, index } of original.matchAll(character)) {
    const piece = /^\s/.test(written) ? ' ' : simplify(written);
    pieces.push(piece);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(index);
      ends.push(index + written.length);
    }
  }
  return { text: pieces.join(''), starts, ends };
}

function simplify(written: string): string {
  // Most characters are plain; the rest is worth the replacements.
  if (/^[a-z0-9]$/.test(written)) return written;
  const replaced = exchanged.reduce((text, [mark, plain]) => text.replaceAll(mark, plain), written);
  return replaced.normalize('NFC').toLowerCase();
}
