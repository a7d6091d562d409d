import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import {
  findRepeatedMeaning,
  namesPrompt,
  readPromptRecord,
} from '@patchbay/core/evaluation/prompt-columns.ts';
import type { Json } from '@patchbay/core/json.ts';
import { findUnfitValue } from '@patchbay/protocols/json/find-unfit-value.ts';
import type { UploadedFile } from './import-step.ts';
import { type ListedEntry, type ListedRow, readListedRow } from './listed-row.ts';
import { readCsv } from './read-csv-list.ts';
import { readJsonLines } from './read-json-lines-list.ts';

/** Reads a prompt set as CSV: `prompt`, optional `expected completion`, `system`, `completion: …`, `id`, and others. */
export function readCsvPrompts(file: UploadedFile): AsyncGenerator<ListedEntry> {
  return readCsv(file, { readColumns, readRow: readPromptRow });
}

/** The same as JSON Lines. A line may also be a conversation, as `rows-jsonl` takes it. */
export function readJsonLinesPrompts(file: UploadedFile): AsyncGenerator<ListedEntry> {
  return readJsonLines(file, readPromptRow, '{"prompt": "…", "expected_completion": "…"}');
}

/**
 * A prompt as a conversation of one turn, behind what the system is told; what is expected stays in its metadata.
 * So does every other column, whatever it is called: `text` and `type` mean nothing beside a prompt.
 */
function readPromptRow(record: { [name: string]: Json }, source: string): Outcome<ListedRow> {
  if ('messages' in record) return readListedRow(record, source);
  const unfit = findUnfitValue(record);
  if (unfit) return invalid(`The record cannot be kept: at ${unfit.pointer} ${unfit.reason}.`);
  return andThen(readPromptRecord(record), ({ prompt, system, key, metadata }) => {
    const messages = [
      ...(system === null ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: prompt },
    ];
    const row = readListedRow({ id: key ?? source, messages }, source);
    return andThen(row, (read) => succeed({ ...read, metadata }));
  });
}

function readColumns(names: string[]): Outcome<string[]> {
  const repeated = findRepeatedMeaning(names);
  if (repeated) {
    return invalid(
      `The columns "${repeated[0]}" and "${repeated[1]}" of the first line mean the same. Keep one of them.`,
    );
  }
  if (namesPrompt(names)) return succeed(names);
  const found = names.map((name) => JSON.stringify(name.slice(0, 40))).slice(0, 10);
  return invalid(
    `The first line names no column "prompt", but ${found.join(', ')}. Name the column with the prompts so, and divide columns by commas.`,
  );
}

function invalid(message: string): Outcome<never> {
  return fail({ code: 'INPUT_INVALID', message });
}
