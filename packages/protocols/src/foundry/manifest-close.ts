import { type Document, isCollection, isNode, isScalar, visit } from 'yaml';
import type { ManifestFault } from './manifest-problem.ts';
import type { Trial } from './manifest-trial.ts';

/**
 * A quote or bracket that is opened and never closed. YAML often notices it at the end of the file, so it is
 * closed where it is opened, then in the last line before the error, then in the line of the error.
 */
export function closeQuote(
  lines: readonly string[],
  index: number,
  openings: readonly number[],
  firstErrorLine: Trial,
): ManifestFault | null {
  const [outermost = index] = openings;
  const ends = new Set([openings.at(-1) ?? index, lastLineBefore(lines, index), index]);
  for (const end of [...ends].filter((line) => line >= outermost)) {
    const ending = findClosers(lines.slice(outermost, end + 1).join('\n'));
    const closed = `${lines[end]?.trimEnd()}${ending}`;
    if (ending === '' || firstErrorLine(lines.with(end, closed)) !== Number.POSITIVE_INFINITY)
      continue;
    return describeOpen(lines, end, ending);
  }
  if (openings.length === 0) return null;
  const isNeverClosed = findClosers(lines.slice(outermost).join('\n')) !== '';
  const end = openings.at(-1) ?? index;
  const ending = findClosers(lines.slice(outermost, end + 1).join('\n'));
  return isNeverClosed && ending !== '' ? describeOpen(lines, end, ending) : null;
}

function describeOpen(lines: readonly string[], index: number, ending: string): ManifestFault {
  const line = lines[index]?.trimEnd() ?? '';
  const isOpenedHere = findClosers(line) !== '';
  return {
    place: { line: index + 1, column: line.length + 1 },
    found: `a quote or bracket is opened ${isOpenedHere ? 'in this line' : 'before'} and not closed`,
    wanted: `\`${ending}\` at the end of the line`,
    corrected: line + ending,
  };
}

/** Offsets of the quotes and brackets that open before an offset and reach up to it, outermost first. */
export function findOpenings(document: Document, offset: number): number[] {
  const openings: number[] = [];
  visit(document, {
    Node(_, node) {
      const [start = 0, , end = 0] = (isNode(node) && node.range) || [];
      const isQuoted = isScalar(node) && node.type?.startsWith('QUOTE') === true;
      const isFlow = isCollection(node) && node.flow === true;
      if ((isQuoted || isFlow) && start < offset && offset <= end + 1) openings.push(start);
    },
  });
  return openings;
}

/** What begins or ends a quoted text or a list or block in brackets. */
const marks = /(?<=^|[\s,[{:-])(?:"(?:[^"\\]|\\.)*("|\\?$)|'(?:[^']|'')*('|$)|[[{])|[\]}]/gs;

/** What closes the quotes and brackets that a piece of YAML leaves open; empty where all are closed. */
export function findClosers(text: string): string {
  const closers: string[] = [];
  for (const [mark, double, single] of text.matchAll(marks)) {
    if (mark === '[') closers.push(']');
    else if (mark === '{') closers.push('}');
    else if (mark === ']' || mark === '}') closers.pop();
    else if (mark.startsWith('"') && double !== '"') closers.push('"');
    else if (mark.startsWith("'") && single !== "'") closers.push("'");
  }
  return closers.toReversed().join('');
}

function lastLineBefore(lines: readonly string[], index: number): number {
  return lines.slice(0, index).findLastIndex((line) => line.trim() !== '');
}
