/** What stands in a cell: words, a number, or nothing. */
export type CsvCell = string | number | null;

/** How cells are written: as they are, or so that no spreadsheet takes words for a formula. */
export type CsvMode = 'raw' | 'safe';

/** One record of CSV (RFC 4180), with its line end. */
export function writeRecord(cells: readonly CsvCell[], mode: CsvMode): string {
  return `${cells.map((cell) => writeCell(cell, mode)).join(',')}\r\n`;
}

function writeCell(cell: CsvCell, mode: CsvMode): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const words = mode === 'safe' ? disarm(cell) : cell;
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** What begins a formula, in full width too; white space before it is nothing to a spreadsheet. */
const formula = /^\s*[=+\-@＝＋－＠]/;

/**
 * The same after what some spreadsheets take for the end of a cell: semicolons where the comma belongs to
 * numbers, tabs, and the end of a line.
 */
const innerFormula = /([;\t\r\n]\s*)([=+\-@＝＋－＠])/g;

const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/**
 * Words that a spreadsheet shows as they are instead of calculating them: a quote stands before what would
 * begin a formula, and before a tab or the end of a line at the beginning. Numbers stay numbers.
 */
function disarm(words: string): string {
  if (plainNumber.test(words)) return words;
  const inner = words.replace(innerFormula, "$1'$2");
  return formula.test(inner) || /^[\t\r\n]/.test(inner) ? `'${inner}` : inner;
}
