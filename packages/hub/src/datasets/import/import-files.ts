import { collectBytes } from './collect-bytes.ts';
import type { FileParts } from './download-file.ts';
import {
  type FindKnown,
  failedStep,
  type ImportStep,
  keyTaken,
  type UploadedFile,
} from './import-step.ts';
import { kindOfFile, largestFileBytes, parseRowFile } from './parse-row-file.ts';
import { hashContent, readContent } from './row-content.ts';
import { readUploadName } from './upload-name.ts';

interface Parts extends FileParts {
  readonly findKnown: FindKnown;
}

/** Format `files`: each file is a data row, its path the global key. */
export async function* importFiles(
  files: AsyncIterable<UploadedFile>,
  parts: Parts,
): AsyncGenerator<ImportStep> {
  for await (const file of files) yield await importFile(file, parts);
}

async function importFile(file: UploadedFile, parts: Parts): Promise<ImportStep> {
  const maximumBytes = largestFileBytes(kindOfFile(file.name));
  // Read in any case: the files behind it wait in the same stream.
  const bytes = await collectBytes(file.bytes, maximumBytes);
  const source = file.name;
  const name = readUploadName(file.name);
  if (!name.ok) return { kind: 'failed', source, problem: name.problem };
  if (!bytes) {
    return failedStep(source, 'INPUT_TOO_LARGE', `${source} has more than ${maximumBytes} bytes.`);
  }
  const parsed = parseRowFile(bytes, file.name, source);
  const known = (await parts.findKnown([name.value])).get(name.value);
  if (known) {
    // A file that cannot be read equals nothing.
    return parsed.ok && known.assetHash === hashContent(parsed.value.content)
      ? { kind: 'already there', source }
      : keyTaken(source, name.value);
  }
  if (!parsed.ok) return { kind: 'failed', source, problem: parsed.problem };
  const { content, metadata } = parsed.value;
  const fields = await readContent(content, parts);
  if (!fields.ok) return { kind: 'failed', source, problem: fields.problem };
  const row = {
    ...fields.value,
    globalKey: name.value,
    sourceUrl: null,
    attachments: [],
    metadata,
  };
  return { kind: 'read', source, row };
}
