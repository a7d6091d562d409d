import { pipeline, Readable } from 'node:stream';
import { fail } from '@patchbay/core/error/outcome.ts';
import { type CsvError, parse } from 'csv-parse';
import * as z from 'zod';
import type { UploadedFile } from './import-step.ts';
import { type ListedEntry, readUrlRow } from './listed-row.ts';

const longestRecord = 1_048_576;
const parsedSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
});

/** Reads a CSV list with a line of column names: `url`, optional `id` or `global_key`, and others. */
export async function* readCsvList(file: UploadedFile): AsyncGenerator<ListedEntry> {
  const broken: ListedEntry[] = [];
  // What breaks the bytes breaks the records too: whoever reads those hears of it.
  const records = pipeline(
    Readable.from(file.bytes),
    parse({
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      info: true,
      max_record_size: longestRecord,
      relax_column_count_less: true,
      skip_empty_lines: true,
      trim: true,
      skip_records_with_error: true,
      on_skip: (error) => void broken.push(toFailure(file.name, error)),
    }),
    () => {},
  );
  for await (const parsed of records) {
    yield* broken.splice(0);
    const { record, info } = parsedSchema.parse(parsed);
    const given = Object.entries(record).filter(([, value]) => value !== '');
    const source = `${file.name}:${info.lines}`;
    const isGarbled = given.some(([name, value]) => `${name}${value}`.includes('\ufffd'));
    yield {
      source,
      entry: isGarbled ? notUtf8(source) : readUrlRow(Object.fromEntries(given), source),
    };
  }
  yield* broken;
}

/** Decoding puts U+FFFD in the place of bytes that are no UTF-8. */
function notUtf8(source: string): ListedEntry['entry'] {
  return fail({
    code: 'INPUT_FILE_UNREADABLE',
    message: `${source} is not UTF-8 text. Save the list as UTF-8.`,
  });
}

/** A record that is no CSV. The reader goes on with the next line. */
function toFailure(name: string, error: CsvError | undefined): ListedEntry {
  const line = typeof error?.lines === 'number' ? error.lines : '?';
  return {
    source: `${name}:${line}`,
    entry: fail({
      code: 'INPUT_FILE_UNREADABLE',
      message: `${name}:${line} cannot be read as CSV: ${error?.message ?? 'unknown reason'}.`,
    }),
  };
}
