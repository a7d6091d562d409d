import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { UploadedFile } from './import-step.ts';
import { type ListedEntry, type ListedRow, readUrlRow } from './listed-row.ts';
import { readCsvRecords } from './read-csv-records.ts';

/** What a CSV list means by its columns. */
interface CsvReading {
  /** The columns, or what is wrong with them. */
  readonly readColumns: (names: string[]) => Outcome<string[]>;
  /** A row from a record; columns whose fields are empty are left out. */
  readonly readRow: (record: { [column: string]: string }, source: string) => Outcome<ListedRow>;
}

/** Reads a CSV list with a line of column names: `url`, optional `id` or `global_key`, and others. */
export function readCsvList(file: UploadedFile): AsyncGenerator<ListedEntry> {
  return readCsv(file, { readColumns: requireUrl, readRow: readUrlRow });
}

/** Reads a CSV with a line of column names; each further record is a row. */
export async function* readCsv(
  { name, bytes }: UploadedFile,
  { readColumns, readRow }: CsvReading,
): AsyncGenerator<ListedEntry> {
  let columns: Outcome<string[]> | null = null;
  // Where the columns cannot be read the rest is read for nothing: other files wait behind it.
  for await (const { number, fields } of readCsvRecords(bytes, name)) {
    const source = `${name}:${number}`;
    if (columns === null) {
      columns = andThen(andThen(fields, refuseRepeated), readColumns);
      if (!columns.ok) yield { source, entry: columns };
    } else if (columns.ok) {
      const names = columns.value;
      yield {
        source,
        entry: andThen(fields, (values) => readRecord(names, values, source, readRow)),
      };
    }
  }
  if (columns === null) yield { source: `${name}:1`, entry: invalid('The list is empty.') };
}

function refuseRepeated(names: string[]): Outcome<string[]> {
  const repeated = names.find((name, index) => name !== '' && names.indexOf(name) < index);
  if (repeated !== undefined) {
    return invalid(`The column "${repeated}" stands twice in the first line. Rename one of them.`);
  }
  return succeed(names);
}

function requireUrl(names: string[]): Outcome<string[]> {
  if (names.includes('url')) return succeed(names);
  const found = names.map((name) => JSON.stringify(name.slice(0, 40))).slice(0, 10);
  return invalid(
    `The first line names no column "url", but ${found.join(', ')}. Name the column with the addresses so, and divide columns by commas.`,
  );
}

function readRecord(
  columns: string[],
  values: string[],
  source: string,
  readRow: CsvReading['readRow'],
): Outcome<ListedRow> {
  if (values.length > columns.length) {
    return fail({
      code: 'INPUT_FILE_UNREADABLE',
      message: `${source} has ${values.length} fields, but the first line names ${columns.length} columns. Put a field with a comma in it into quotes.`,
    });
  }
  const given = columns.map((column, index): [string, string] => [column, values[index] ?? '']);
  return readRow(Object.fromEntries(given.filter(([, value]) => value !== '')), source);
}

function invalid(message: string): Outcome<never> {
  return fail({ code: 'INPUT_INVALID', message });
}
