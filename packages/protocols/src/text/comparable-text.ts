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
const character = /\s+|\P{M}\p{M}*|\p{M}+/uy;

/** Marks that belong to the character before them begin here; no code unit below is one. */
const firstMark = 0x300;

/**
 * Makes of a text what is the same where only case, the length of white space, the Unicode form or
 * typographic marks differ.
 */
export function makeComparable(original: string): ComparableText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const known = new Map<string, string>();
  let index = 0;
  while (index < original.length) {
    const written = readCharacter(original, index);
    const piece = known.get(written) ?? simplify(written);
    known.set(written, piece);
    pieces.push(piece);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(index);
      ends.push(index + written.length);
    }
    index += written.length;
  }
  return { text: pieces.join(''), starts, ends };
}

/** The character at a place; most are plain, and stand before another one that is. */
function readCharacter(text: string, index: number): string {
  if (isPlain(text.charCodeAt(index)) && !(text.charCodeAt(index + 1) >= firstMark)) {
    return text.charAt(index);
  }
  character.lastIndex = index;
  return character.exec(text)?.[0] ?? text.charAt(index);
}

/** Whether a code unit is seen and of ASCII. */
function isPlain(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

function simplify(written: string): string {
  if (/^\s/.test(written)) return ' ';
  if (written.length === 1 && isPlain(written.charCodeAt(0))) return written.toLowerCase();
  const replaced = exchanged.reduce((text, [mark, plain]) => text.replaceAll(mark, plain), written);
  return replaced.normalize('NFC').toLowerCase();
}
