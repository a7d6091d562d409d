import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { FileParts } from './download-file.ts';
import { type FindKnown, type ImportStep, keyTaken, type UploadedFile } from './import-step.ts';
import type { RowFile } from './parse-row-file.ts';
import { receiveFile } from './receive-file.ts';
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
  const { name: source, bytes } = file;
  const received = await receiveFile({ path: source, name: source, bytes }, parts);
  try {
    return await importReceived(source, received, parts);
  } finally {
    if (received.ok) await received.value.remove();
  }
}

async function importReceived(
  source: string,
  received: Outcome<RowFile>,
  parts: Parts,
): Promise<ImportStep> {
  const name = readUploadName(source);
  if (!name.ok) return { kind: 'failed', source, problem: name.problem };
  const known = (await parts.findKnown([name.value])).get(name.value);
  if (known) {
    // A file that cannot be read equals nothing.
    return received.ok && known.assetHash === hashContent(received.value.content)
      ? { kind: 'already there', source }
      : keyTaken(source, name.value);
  }
  if (!received.ok) return { kind: 'failed', source, problem: received.problem };
  const { content, metadata } = received.value;
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
