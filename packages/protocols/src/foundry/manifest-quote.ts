import { findClosers } from './manifest-close.ts';
import { nameOf } from './manifest-lines.ts';
import type { ManifestFault } from './manifest-problem.ts';
import type { Trial } from './manifest-trial.ts';

/** A value that YAML takes for something else, in double quotes, if that mends its line. */
export function quoteValue(
  lines: readonly string[],
  index: number,
  /** Where the value begins, from 0, where that is known. */
  column: number | null,
  firstErrorLine: Trial,
): ManifestFault | null {
  const line = lines[index] ?? '';
  const quoted = quotePieces(line, column).find((piece) => {
    // A text below the sign of a block belongs to it: quotes alone would leave it behind.
    const isBlock = /^[|>]/.test(line.slice(piece.column));
    const mended = isBlock ? Number.MAX_SAFE_INTEGER : index;
    return firstErrorLine(lines.with(index, piece.line)) > mended;
  });
  if (!quoted) return null;
  const hasColon = line.slice(quoted.column).includes(': ') && column === null;
  return {
    place: { line: index + 1, column: quoted.column + 1 },
    found: hasColon
      ? `the value of "${nameOf(line)}" has a colon and a space in it, which begins another key`
      : `the value of "${nameOf(line)}" cannot stand without other quotes`,
    wanted: hasColon
      ? 'a value with a colon in double quotes'
      : 'a value that begins with a sign of YAML, or has its own quotes in it, in double quotes',
    corrected: quoted.line,
  };
}

/** A line with its value in quotes, and where the value begins. */
interface Quoted {
  readonly line: string;
  readonly column: number;
}

/** A line with its value, or the piece of it that begins at a column, in quotes; the likeliest first. */
export function quotePieces(line: string, column: number | null): Quoted[] {
  const from = column ?? /^[\s-]*(?:[^\s"'[{&*!|>%@`#-][^:]*:\s+)?/.exec(line)?.[0].length ?? 0;
  const comment = line.slice(from).search(/\s#/);
  const whole = comment === -1 ? line.length : from + comment;
  const mark = column === null ? -1 : line.slice(from).search(/[,\]}]/);
  const piece = mark === -1 ? whole : from + mark;
  const isInside = column !== null && findClosers(line.slice(0, from)) !== '';
  const ends = new Set(isInside ? [piece] : [whole, piece]);
  return [...ends].flatMap((end) => {
    const value = line.slice(from, end).trimEnd();
    if (value === '') return [];
    const rest = line.slice(from + value.length);
    return [
      { column: from, line: `${line.slice(0, from)}${JSON.stringify(unquote(value))}${rest}` },
    ];
  });
}

/** What stands between the quotes of a value, or all of it where it has none around it. */
function unquote(value: string): string {
  const [quote] = value;
  if (value.length < 2 || !value.endsWith(quote ?? '')) return value;
  if (quote === "'") return value.slice(1, -1).replaceAll("''", "'");
  return quote === '"' ? value.slice(1, -1).replaceAll('\\"', '"') : value;
}
