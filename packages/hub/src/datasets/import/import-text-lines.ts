import type { ImportStep, UploadedFile } from './import-step.ts';
import { readLines } from './read-lines.ts';
import { largestTextBytes } from './read-text.ts';
import { toTextFields } from './row-fields.ts';
import { readUploadName } from './upload-name.ts';

/** Format `text-lines`: each line that is not blank is a data row, `<file>:<line>` its global key. */
export async function* importTextLines(
  files: AsyncIterable<UploadedFile>,
): AsyncGenerator<ImportStep> {
  for await (const file of files) {
    const name = readUploadName(file.name);
    if (!name.ok) yield { kind: 'failed', source: file.name, problem: name.problem };
    for await (const { number, text } of readLines(file.bytes, file.name, largestTextBytes)) {
      if (!name.ok) continue; // the files behind it wait in the same stream
      const source = `${name.value}:${number}`;
      yield text.ok
        ? {
            kind: 'read',
            source,
            row: {
              ...toTextFields('text', text.value),
              globalKey: source,
              sourceUrl: null,
              attachments: [],
              metadata: {},
            },
            warnings: [],
          }
        : { kind: 'failed', source, problem: text.problem };
    }
  }
}
