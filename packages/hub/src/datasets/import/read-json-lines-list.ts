import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import { parseJson } from '@patchbay/protocols/json/parse-json.ts';
import type { UploadedFile } from './import-step.ts';
import { readLines } from './read-lines.ts';
import { type ListedEntry, readUrlEntry, type UrlEntry } from './url-entry.ts';

const longestLineBytes = 1_048_576;

/** Reads a JSON Lines list: each line an object with `url`, optional `id` or `global_key`, and others. */
export async function* readJsonLinesList(file: UploadedFile): AsyncGenerator<ListedEntry> {
  for await (const { number, text } of readLines(file.bytes, file.name, longestLineBytes)) {
    const source = `${file.name}:${number}`;
    yield { source, entry: text.ok ? readLine(text.value, source) : text };
  }
}

function readLine(line: string, source: string): Outcome<UrlEntry> {
  const parsed = parseJson(line, { allowComments: false });
  if (!parsed.ok) {
    const message = `${source} cannot be read as JSON: ${parsed.message}.`;
    return fail({ code: 'INPUT_FILE_UNREADABLE', message });
  }
  if (isJsonObject(parsed.value)) return readUrlEntry(parsed.value);
  return fail({
    code: 'INPUT_INVALID',
    message: `${source} is not an object. Write each line like {"url": "https://…", "id": "…"}.`,
  });
}
