import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { parseExactJson } from '@patchbay/protocols/json/parse-json.ts';
import type { UploadedFile } from './import-step.ts';
import { type ListedEntry, type ListedRow, readListedRow } from './listed-row.ts';
import { readLines } from './read-lines.ts';

/** A line may hold a whole conversation with images in it. */
const longestLineBytes = 16 * 2 ** 20;

/** Reads JSON Lines: each line an object that is a data row, as `readListedRow` says. */
export function readJsonLinesList(file: UploadedFile): AsyncGenerator<ListedEntry> {
  return readJsonLines(file, readListedRow, '{"url": "https://…", "id": "…"}');
}

type ReadRow = (record: { [name: string]: Json }, source: string) => Outcome<ListedRow>;

/** Reads JSON Lines, each line an object that is a row. `example` is what such a line looks like. */
export async function* readJsonLines(
  file: UploadedFile,
  readRow: ReadRow,
  example: string,
): AsyncGenerator<ListedEntry> {
  for await (const { number, text } of readLines(file.bytes, file.name, longestLineBytes)) {
    const source = `${file.name}:${number}`;
    yield { source, entry: text.ok ? readLine(text.value, source, readRow, example) : text };
  }
}

function readLine(
  line: string,
  source: string,
  readRow: ReadRow,
  example: string,
): Outcome<ListedRow> {
  const parsed = parseExactJson(line);
  if (!parsed.ok) {
    const message = `${source} cannot be read as JSON: ${parsed.message}.`;
    return fail({ code: 'INPUT_FILE_UNREADABLE', message });
  }
  if (isJsonObject(parsed.value)) return readRow(parsed.value, source);
  return fail({
    code: 'INPUT_INVALID',
    message: `${source} is not an object. Write each line like ${example}.`,
  });
}
