import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { FileParts } from './download-file.ts';
import { type FindKnown, type ImportStep, keyTaken, type UploadedFile } from './import-step.ts';
import type { RowFile } from './parse-row-file.ts';
import { receiveFile } from './receive-file.ts';
import { hashContent, readContent } from './row-content.ts';
import { readUploadName } from './upload-name.ts';

export interface FileImportParts extends FileParts {
  readonly findKnown: FindKnown;
}

/** A file that is to be a data row. */
export interface ImportedFile extends UploadedFile {
  /** What messages call it; its name is to be its global key. */
  readonly source: string;
}

/** Makes a file a data row, and reads it to its end, whatever comes of it. */
export async function importFile(file: ImportedFile, parts: FileImportParts): Promise<ImportStep> {
  const { source, name, bytes } = file;
  const received = await receiveFile({ path: name, name: source, bytes }, parts);
  try {
    return await importReceived(file, received, parts);
  } finally {
    if (received.ok) await received.value.remove();
  }
}

async function importReceived(
  { source, name: written }: ImportedFile,
  received: Outcome<RowFile>,
  parts: FileImportParts,
): Promise<ImportStep> {
  const name = readUploadName(written);
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
  return { kind: 'read', source, row, warnings: [...received.warnings, ...fields.warnings] };
}
