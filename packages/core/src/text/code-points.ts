/**
 * Texts are counted in Unicode code points (DESIGN law 2); JavaScript counts UTF-16 code units.
 * These functions stand at that border.
 */

/** Number of code points in a text. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The part of a text from one code point up to, not including, another. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  return text.slice(toCodeUnitIndex(text, start), toCodeUnitIndex(text, end));
}

/** The index in UTF-16 code units at which a code point begins; the length of the text if there is none. */
export function toCodeUnitIndex(text: string, codePoint: number): number {
  let units = 0;
  for (let passed = 0; passed < codePoint && units < text.length; passed += 1) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

/** The number of code points before an index in UTF-16 code units. */
export function toCodePointIndex(text: string, codeUnit: number): number {
  return countCodePoints(text.slice(0, codeUnit));
}
