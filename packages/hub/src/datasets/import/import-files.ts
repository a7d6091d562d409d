import { importArchive } from './archives/import-archive.ts';
import { isCalledArchive, receiveArchive } from './archives/receive-archive.ts';
import { type FileImportParts, type ImportedFile, importFile } from './import-file.ts';
import type { ImportStep, UploadedFile } from './import-step.ts';
import { showName } from './upload-name.ts';

/** Format `files`: each file is a data row, its path the global key; an archive is unpacked. */
export async function* importFiles(
  files: AsyncIterable<UploadedFile>,
  parts: FileImportParts,
): AsyncGenerator<ImportStep> {
  for await (const file of files) {
    const named = { ...file, source: showName(file.name) };
    if (isCalledArchive(file.name)) yield* unpack(named, parts);
    else yield await importFile(named, parts);
  }
}

async function* unpack(
  { source, bytes }: ImportedFile,
  parts: FileImportParts,
): AsyncGenerator<ImportStep> {
  const archive = await receiveArchive(source, bytes, parts.incoming);
  if (!archive.ok) return yield { kind: 'failed', source, problem: archive.problem };
  try {
    yield* importArchive(source, archive.value.path, parts);
  } finally {
    await archive.value.remove();
  }
}
