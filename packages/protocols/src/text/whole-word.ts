/** A letter, digit or mark of a script that puts spaces between its words. */
const ofSpacedWord =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])[\p{L}\p{N}\p{M}]/u;

/**
 * Whether a part of a text neither begins nor ends inside of a word. Scripts that put no space between
 * words have no such inside. `start` and `end` are half-open, in UTF-16 code units.
 */
export function isWholeWord(text: string, start: number, end: number): boolean {
  return !isInsideWord(text, start) && !isInsideWord(text, end);
}

function isInsideWord(text: string, place: number): boolean {
  if (place <= 0 || place >= text.length) return false;
  return isWordCharacter(characterBefore(text, place)) && isWordCharacter(characterAt(text, place));
}

function isWordCharacter(character: string): boolean {
  const unit = character.charCodeAt(0);
  if (unit < 0x80) return isAsciiWord(unit);
  return ofSpacedWord.test(character);
}

/** Whether a code unit of ASCII is a letter or a digit. */
function isAsciiWord(unit: number): boolean {
  const letter = unit | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

function characterAt(text: string, place: number): string {
  return String.fromCodePoint(text.codePointAt(place) ?? 0);
}

function characterBefore(text: string, place: number): string {
  const isPair = place >= 2 && (text.codePointAt(place - 2) ?? 0) > 0xffff;
  return characterAt(text, isPair ? place - 2 : place - 1);
}
