import { Readable } from 'node:stream';
import { fail } from '@patchbay/core/error/outcome.ts';
import { CsvError, parse } from 'csv-parse';
import * as z from 'zod';
import type { UploadedFile } from './import-step.ts';
import { type ListedEntry, readUrlEntry } from './url-entry.ts';

const longestRecord = 1_048_576;
const parsedSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
});

/** Reads a CSV list with a line of column names: `url`, optional `id` or `global_key`, and others. */
export async function* readCsvList(file: UploadedFile): AsyncGenerator<ListedEntry> {
  const records = Readable.from(file.bytes).pipe(
    parse({
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      info: true,
      max_record_size: longestRecord,
      relax_column_count_less: true,
      skip_empty_lines: true,
      trim: true,
    }),
  );
  try {
    for await (const parsed of records) {
      const { record, info } = parsedSchema.parse(parsed);
      const given = Object.entries(record).filter(([, value]) => value !== '');
      yield {
        source: `${file.name}:${info.lines}`,
        entry: readUrlEntry(Object.fromEntries(given)),
      };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield {
      source: `${file.name}:${records.info.lines}`,
      entry: fail({
        code: 'INPUT_FILE_UNREADABLE',
        message: `${file.name} cannot be read as CSV any further: ${error.message}. What stood before it was imported.`,
      }),
    };
  }
}
