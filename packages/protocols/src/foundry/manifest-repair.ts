import type { Document, YAMLError } from 'yaml';
import { closeQuote, findOpenings } from './manifest-close.ts';
import { findExample } from './manifest-examples.ts';
import { indentOf, keyColumn, nameOf } from './manifest-lines.ts';
import type { ManifestFault, Place } from './manifest-problem.ts';
import { quoteValue } from './manifest-quote.ts';
import { createTrial, type Trial } from './manifest-trial.ts';

/** A text that is not YAML, and where it ceases to be. */
interface Broken {
  readonly lines: readonly string[];
  /** Line of the error, from 0. */
  readonly index: number;
  /** Column of the error, from 0. */
  readonly column: number;
  /** Lines in which quotes and brackets are opened that reach up to the error, outermost first. */
  readonly openings: readonly number[];
  readonly firstErrorLine: Trial;
}

/** Says what is wrong with a YAML text and, where one small change mends it, how it would be right. */
export function explainYamlError(
  error: YAMLError,
  document: Document,
  text: string,
  toPlace: (offset: number) => Place,
): ManifestFault {
  const place = toPlace(error.pos[0]);
  const lines = text.split('\n');
  const repair = repairs.find((candidate) => candidate.codes.includes(error.code));
  const fault = repair?.apply({
    lines,
    index: place.line - 1,
    column: place.column - 1,
    openings: findOpenings(document, error.pos[0]).map((offset) => toPlace(offset).line - 1),
    firstErrorLine: createTrial(),
  });
  const line = lines[place.line - 1] ?? '';
  return (
    fault ?? {
      place,
      found: `this is not YAML: ${error.message.toLowerCase()}`,
      wanted: 'YAML 1.2: keys of one block at the same column, every bracket and quote closed',
      corrected:
        findExample(nameOf(line), keyColumn(line)) ??
        `Leave line ${place.line} out, or write it as a key, a colon and a value in double quotes.`,
    }
  );
}

interface Repair {
  readonly codes: readonly YAMLError['code'][];
  apply(broken: Broken): ManifestFault | null;
}

const repairs: readonly Repair[] = [
  {
    codes: ['BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT', 'MULTILINE_IMPLICIT_KEY'],
    apply: repairIndentation,
  },
  { codes: ['MISSING_CHAR'], apply: close },
  {
    codes: ['UNEXPECTED_TOKEN', 'BAD_ALIAS', 'BAD_DQ_ESCAPE'],
    apply: (broken) => quote(broken, null) ?? close(broken),
  },
  { codes: ['BAD_SCALAR_START'], apply: (broken) => quote(broken, broken.column) },
  { codes: ['MULTIPLE_DOCS'], apply: describeDocuments },
  { codes: ['TAB_AS_INDENT'], apply: repairTabs },
  { codes: ['DUPLICATE_KEY'], apply: describeDuplicate },
  { codes: ['TAG_RESOLVE_FAILED'], apply: describeTag },
];

function close({ lines, index, openings, firstErrorLine }: Broken): ManifestFault | null {
  return closeQuote(lines, index, openings, firstErrorLine);
}

function quote(
  { lines, index, firstErrorLine }: Broken,
  column: number | null,
): ManifestFault | null {
  return quoteValue(lines, index, column, firstErrorLine);
}

/** A block that stands further right or left than the key before it is moved to the column of that key. */
function repairIndentation(broken: Broken): ManifestFault | null {
  const closed = broken.openings.length > 0 ? close(broken) : null;
  if (closed) return closed;
  const hasColon = /:\s.*:\s/.test(broken.lines[broken.index] ?? '');
  return (
    moveBlock(broken, broken.index + 1) ??
    moveBlock(broken, broken.index) ??
    (hasColon ? quote(broken, null) : null)
  );
}

/** Moves the block that begins at a line to the column of the key in the line before it, if that mends it. */
function moveBlock({ lines, firstErrorLine }: Broken, start: number): ManifestFault | null {
  const [before = '', first = ''] = [lines[start - 1], lines[start]];
  const wanted = keyColumn(before);
  const indent = indentOf(first);
  if (indent === wanted || first.trim() === '') return null;
  const isOutside = (line: string) => line.trim() !== '' && indentOf(line) < indent;
  const length = lines.slice(start).findIndex(isOutside);
  const end = length === -1 ? lines.length : start + length;
  const moved = lines
    .slice(start, end)
    .map((line) =>
      line.trim() === '' ? line : ' '.repeat(wanted + indentOf(line) - indent) + line.trimStart(),
    );
  if (firstErrorLine(lines.toSpliced(start, moved.length, ...moved)) < end) return null;
  return {
    place: { line: start + 1, column: indent + 1 },
    found: `"${nameOf(first)}" is indented by ${indent} spaces, but "${nameOf(before)}", to whose block it belongs, by ${wanted}`,
    wanted: 'all keys of one block at the same column',
    corrected: [before, ...moved].slice(0, 10).join('\n').trimEnd(),
  };
}

function describeDocuments({ index }: Broken): ManifestFault {
  return {
    place: { line: index + 1, column: 1 },
    found: `the file has a second document, which begins at line ${index + 1}`,
    wanted: 'one document; a manifest describes one model',
    corrected: `Keep one of the two: leave out line ${index + 1} and all that follows, or all up to it.`,
  };
}

function repairTabs({ lines, index }: Broken): ManifestFault {
  const line = lines[index] ?? '';
  return {
    place: { line: index + 1, column: line.indexOf('\t') + 1 },
    found: 'the line is indented with a tab',
    wanted: 'spaces; YAML allows no tabs for indentation',
    corrected: line.replace(/^\s+/, (space) => space.replaceAll('\t', '  ')),
  };
}

function describeDuplicate({ lines, index }: Broken): ManifestFault {
  const name = nameOf(lines[index] ?? '');
  return {
    place: { line: index + 1, column: keyColumn(lines[index] ?? '') + 1 },
    found: `"${name}" stands here a second time`,
    wanted: 'each key once',
    corrected: `Keep one of the two lines that begin with "${name}:".`,
  };
}

function describeTag({ lines, index }: Broken): ManifestFault {
  const line = lines[index] ?? '';
  return {
    place: { line: index + 1, column: line.indexOf('!') + 1 },
    found: 'a value carries a tag (`!`)',
    wanted: 'a plain value',
    corrected: line.replace(/!\S*\s*/, ''),
  };
}
