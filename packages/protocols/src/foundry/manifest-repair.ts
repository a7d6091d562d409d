import { parseDocument, type YAMLError } from 'yaml';
import { type ManifestFault, type Place, smallestManifest } from './manifest-problem.ts';

/** Says what is wrong with a YAML text and, where one small change mends it, how it would be right. */
export function explainYamlError(error: YAMLError, place: Place, text: string): ManifestFault {
  const lines = text.split('\n');
  const repair = repairs.find((candidate) => candidate.codes.includes(error.code));
  const fault = repair?.apply(lines, place.line - 1, error);
  return (
    fault ?? {
      place,
      found: `this is not YAML: ${error.message.toLowerCase()}`,
      wanted: 'YAML 1.2: keys of one block at the same column, every bracket and quote closed',
      corrected: smallestManifest,
    }
  );
}

interface Repair {
  readonly codes: readonly YAMLError['code'][];
  apply(lines: readonly string[], index: number, error: YAMLError): ManifestFault | null;
}

const repairs: readonly Repair[] = [
  {
    codes: ['BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT', 'MULTILINE_IMPLICIT_KEY'],
    apply: repairIndentation,
  },
  { codes: ['MISSING_CHAR'], apply: closeLine },
  { codes: ['TAB_AS_INDENT'], apply: repairTabs },
  { codes: ['DUPLICATE_KEY'], apply: describeDuplicate },
  { codes: ['TAG_RESOLVE_FAILED'], apply: describeTag },
];

/** A block that stands further right or left than the key before it is moved to the column of that key. */
function repairIndentation(
  lines: readonly string[],
  index: number,
  error: YAMLError,
): ManifestFault | null {
  return (
    moveBlock(lines, index + 1, error) ??
    moveBlock(lines, index, error) ??
    quoteValue(lines, index) ??
    closeLine(lines, index, error)
  );
}

/** Moves the block that begins at a line to the column of the key in the line before it, if that mends it. */
function moveBlock(
  lines: readonly string[],
  start: number,
  error: YAMLError,
): ManifestFault | null {
  const [before = '', first = ''] = [lines[start - 1], lines[start]];
  const wanted = keyColumn(before);
  const indent = indentOf(first);
  if (indent === wanted || first.trim() === '') return null;
  const isOutside = (line: string) => line.trim() !== '' && indentOf(line) < indent;
  const length = lines.slice(start).findIndex(isOutside);
  const block = lines.slice(start, length === -1 ? lines.length : start + length);
  const moved = block.map((line) =>
    line.trim() === '' ? line : ' '.repeat(wanted + indentOf(line) - indent) + line.trimStart(),
  );
  if (hasErrorAt(lines.toSpliced(start, block.length, ...moved), error)) return null;
  return {
    place: { line: start + 1, column: indent + 1 },
    found: `"${nameOf(first)}" is indented by ${indent} spaces, but "${nameOf(before)}", to whose block it belongs, by ${wanted}`,
    wanted: 'all keys of one block at the same column',
    corrected: [before, ...moved].slice(0, 10).join('\n').trimEnd(),
  };
}

/** A value with a colon in it needs quotes. */
function quoteValue(lines: readonly string[], index: number): ManifestFault | null {
  const line = lines[index] ?? '';
  const parts = /^([\s-]*[^:\s][^:]*:\s+)([^\s{["'|>&*].*)$/.exec(line);
  if (!parts?.[2]?.includes(': ')) return null;
  return {
    place: { line: index + 1, column: (parts[1]?.length ?? 0) + 1 },
    found: `the value of "${nameOf(line)}" has a colon and a space in it, which begins another key`,
    wanted: 'a value with a colon in double quotes',
    corrected: `${parts[1]}${JSON.stringify(parts[2].trimEnd())}`,
  };
}

/** A quote or bracket that is opened in a line and not closed. */
function closeLine(
  lines: readonly string[],
  index: number,
  error: YAMLError,
): ManifestFault | null {
  const line = lines[index] ?? '';
  const endings = ['"', "'", ']', '}', '}]', ']}'];
  const ending = endings.find((end) => !hasErrorAt(lines.with(index, line + end), error));
  if (ending === undefined) return null;
  return {
    place: { line: index + 1, column: line.length + 1 },
    found: 'a quote or bracket is opened in this line and not closed',
    wanted: `\`${ending}\` at the end of the line`,
    corrected: line + ending,
  };
}

function repairTabs(lines: readonly string[], index: number): ManifestFault {
  const line = lines[index] ?? '';
  return {
    place: { line: index + 1, column: line.indexOf('\t') + 1 },
    found: 'the line is indented with a tab',
    wanted: 'spaces; YAML allows no tabs for indentation',
    corrected: line.replace(/^\s+/, (space) => space.replaceAll('\t', '  ')),
  };
}

function describeDuplicate(lines: readonly string[], index: number): ManifestFault {
  const name = nameOf(lines[index] ?? '');
  return {
    place: { line: index + 1, column: keyColumn(lines[index] ?? '') + 1 },
    found: `"${name}" stands here a second time`,
    wanted: 'each key once',
    corrected: `Keep one of the two lines that begin with "${name}:".`,
  };
}

function describeTag(lines: readonly string[], index: number): ManifestFault {
  const line = lines[index] ?? '';
  return {
    place: { line: index + 1, column: line.indexOf('!') + 1 },
    found: 'a value carries a tag (`!`)',
    wanted: 'a plain value',
    corrected: line.replace(/!\S*\s*/, ''),
  };
}

/** Whether a text still fails as it did before, or earlier. */
function hasErrorAt(lines: readonly string[], error: YAMLError): boolean {
  const { errors } = parseDocument(lines.join('\n'), { prettyErrors: false });
  return errors.some((other) => other.pos[0] <= error.pos[1]);
}

/** The column (from 0) at which the key of a line begins, behind the dash of a list. */
function keyColumn(line: string): number {
  return /^[\s-]*/.exec(line)?.[0].length ?? 0;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function nameOf(line: string): string {
  return line.slice(keyColumn(line)).split(':')[0]?.trim() ?? '';
}
