import { findStringEnd } from './scan-json.ts';

/**
 * Puts spaces in the place of `//` and block comments and of commas before a closing bracket, so that
 * what remains can be plain JSON and every other character keeps its place.
 */
export function stripComments(text: string): string {
  const kept: string[] = [];
  /** Where in `kept` a comma stands behind a value, with nothing but space after it; else -1. */
  let openComma = -1;
  let last = '[';
  let index = 0;
  while (index < text.length) {
    const end = findPieceEnd(text, index);
    const piece = text.slice(index, end);
    if (isComment(piece)) {
      kept.push(piece.replaceAll(/[^\n\r]/g, ' '));
    } else {
      if ((piece === '}' || piece === ']') && openComma !== -1) kept[openComma] = ' ';
      const character = piece.trimEnd().at(-1);
      if (character !== undefined) {
        openComma = piece === ',' && !'[{,:'.includes(last) ? kept.length : -1;
        last = character;
      }
      kept.push(piece);
    }
    index = end;
  }
  return kept.join('');
}

/** The end of the string, comment, or run of plain characters that begins at an index. */
function findPieceEnd(text: string, start: number): number {
  const character = text[start];
  if (character === '"') return Math.min(findStringEnd(text, start) + 1, text.length);
  if (text.startsWith('//', start)) return findOrEnd(text, '\n', start, 0);
  if (text.startsWith('/*', start)) return findOrEnd(text, '*/', start + 2, 2);
  if (character === ',' || character === '}' || character === ']' || character === '/') {
    return start + 1;
  }
  plainCharacters.lastIndex = start;
  plainCharacters.test(text);
  return Math.max(plainCharacters.lastIndex, start + 1);
}

const plainCharacters = /[^",}\]/]+/y;

function findOrEnd(text: string, wanted: string, from: number, width: number): number {
  const found = text.indexOf(wanted, from);
  return found === -1 ? text.length : found + width;
}

function isComment(piece: string): boolean {
  return piece.startsWith('//') || piece.startsWith('/*');
}
