/** Values nested deeper than this are refused. No contract needs a tenth of it. */
export const maximumDepth = 64;

/** What one pass over a text finds before anything is parsed. */
export interface JsonScan {
  /** The index of the first bracket that opens deeper than {@link maximumDepth}; -1 where none does. */
  readonly tooDeepAt: number;
  /** How many keys stand in the text, if it is JSON; each colon outside of a string has one. */
  readonly keyCount: number;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const plus = 0x2b;
const openingBracket = 0x5b;
const closingBracket = 0x5d;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

/**
 * Reads the text alone and before any parser, since walkers overflow on deep nesting. Most characters of
 * a large answer belong to numbers: one comparison passes them, with the comma (0x2b to 0x39).
 */
export function scanJson(text: string): JsonScan {
  const length = text.length;
  let depth = 0;
  let keyCount = 0;
  for (let index = 0; index < length; index += 1) {
    const character = text.charCodeAt(index);
    if (character >= plus && character < colon) continue;
    switch (character) {
      case quote:
        index = findStringEnd(text, index);
        break;
      case colon:
        keyCount += 1;
        break;
      case openingBracket:
      case openingBrace:
        depth += 1;
        if (depth > maximumDepth) return { tooDeepAt: index, keyCount };
        break;
      case closingBracket:
      case closingBrace:
        depth -= 1;
        break;
    }
  }
  return { tooDeepAt: -1, keyCount };
}

/** The index of the quote that ends the string which begins at an index; the length of the text if none does. */
export function findStringEnd(text: string, start: number): number {
  const length = text.length;
  let index = start + 1;
  while (index < length) {
    const character = text.charCodeAt(index);
    if (character === quote) return index;
    index += character === backslash ? 2 : 1;
  }
  return length;
}
