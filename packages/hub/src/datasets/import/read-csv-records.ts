import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type Line, readEveryLine } from './read-lines.ts';
import { splitCsvRecord } from './split-csv-record.ts';

/** A record of a CSV, with the line in which it begins. */
export interface CsvRecord {
  readonly number: number;
  readonly fields: Outcome<string[]>;
}

const longestRecordBytes = 1_048_576;

/**
 * Reads a CSV record by record. A record whose quotes are wrong fails by its first line, and the next line is
 * read as if nothing had been: a quote that is never closed costs its own line, not all that stand behind it.
 */
export async function* readCsvRecords(
  bytes: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<CsvRecord> {
  const lines = readEveryLine(bytes, name, longestRecordBytes);
  /** Lines that were read too far, the next of them last. */
  const ahead: Line[] = [];
  const next = async (): Promise<Line | undefined> => {
    const line = ahead.pop();
    if (line) return line;
    const read = await lines.next();
    return read.done ? undefined : read.value;
  };

  for (let first = await next(); first; first = await next()) {
    const { number, text } = first;
    if (!text.ok) yield { number, fields: text };
    else if (text.value.trim() !== '') {
      const gathered = await gatherRecord(first, next);
      const fields = gathered.isWhole ? splitCsvRecord(joinLines(gathered.lines)) : null;
      if (fields) yield { number, fields: succeed(fields) };
      else {
        yield { number, fields: wrongQuotes(`${name}:${number}`) };
        ahead.push(...gathered.lines.slice(1).reverse());
      }
    }
  }
}

/** The lines of a record: as many as it takes until all quotes are closed. */
async function gatherRecord(
  first: Line,
  next: () => Promise<Line | undefined>,
): Promise<{ lines: Line[]; isWhole: boolean }> {
  const lines = [first];
  let length = 0;
  let isOpen = hasOddQuotes(first);
  while (isOpen) {
    const line = await next();
    if (!line) return { lines, isWhole: false };
    lines.push(line);
    length += line.text.ok ? line.text.value.length + 1 : Infinity;
    if (length > longestRecordBytes) return { lines, isWhole: false };
    isOpen = isOpen !== hasOddQuotes(line);
  }
  return { lines, isWhole: true };
}

function hasOddQuotes({ text }: Line): boolean {
  let isOdd = false;
  const written = text.ok ? text.value : '';
  for (let at = written.indexOf('"'); at >= 0; at = written.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

function joinLines(lines: readonly Line[]): string {
  return lines.map(({ text }) => (text.ok ? text.value : '')).join('\n');
}

function wrongQuotes(place: string): Outcome<never> {
  return fail({
    code: 'INPUT_FILE_UNREADABLE',
    message: `${place} cannot be read as CSV: a quote is not closed, or stands within a field. Put a field that has quotes into quotes, and write each of its own twice: "a ""b""".`,
  });
}
