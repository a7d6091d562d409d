/** Values nested deeper than this are refused. No contract needs a tenth of it. */
export const maximumDepth = 64;

/**
 * The index of the first bracket that opens deeper than {@link maximumDepth}; -1 where none does.
 * Reads the text alone and before any parser, since parsers and walkers overflow on deep nesting.
 */
export function findTooDeep(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case '"':
        index = findStringEnd(text, index);
        break;
      case '[':
      case '{':
        depth += 1;
        if (depth > maximumDepth) return index;
        break;
      case ']':
      case '}':
        depth -= 1;
        break;
    }
  }
  return -1;
}

/** The index of the quote that ends the string which begins at an index; the length of the text if none does. */
export function findStringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return Math.min(index, text.length);
}
