import { createHash } from 'node:crypto';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { collectBytes } from './collect-bytes.ts';
import {
  type FindKnown,
  failedStep,
  type ImportStep,
  keyTaken,
  type UploadedFile,
} from './import-step.ts';
import { type ImageFields, largestImageBytes, readImage } from './read-image.ts';
import { largestTextBytes, readText, type TextFields, toTextFields } from './read-text.ts';
import { readUploadName } from './upload-name.ts';

/** Format `files`: each file is a data row, its path the global key. */
export async function* importFiles(
  files: AsyncIterable<UploadedFile>,
  parts: { storage: AssetStorage; findKnown: FindKnown },
): AsyncGenerator<ImportStep> {
  for await (const file of files) yield await importFile(file, parts);
}

async function importFile(
  file: UploadedFile,
  { storage, findKnown }: { storage: AssetStorage; findKnown: FindKnown },
): Promise<ImportStep> {
  const isText = /\.(txt|md)$/i.test(file.name);
  const maximumBytes = isText ? largestTextBytes : largestImageBytes;
  // Read in any case: the files behind it wait in the same stream.
  const bytes = await collectBytes(file.bytes, maximumBytes);
  const source = file.name;
  const name = readUploadName(file.name);
  if (!name.ok) return { kind: 'failed', source, problem: name.problem };
  if (!bytes) {
    return failedStep(source, 'INPUT_TOO_LARGE', `${source} has more than ${maximumBytes} bytes.`);
  }
  const known = (await findKnown([name.value])).get(name.value);
  if (known) {
    const hash = isText ? hashOfText(bytes) : createHash('sha256').update(bytes).digest('hex');
    return known.assetHash === hash
      ? { kind: 'already there', source }
      : keyTaken(source, name.value);
  }
  const read = isText ? readTextFile(bytes, source) : await readImage(bytes, source, storage);
  if (!read.ok) return { kind: 'failed', source, problem: read.problem };
  const row = { ...read.value, globalKey: name.value, sourceUrl: null, metadata: {} };
  return { kind: 'read', source, row };
}

function readTextFile(bytes: Buffer, name: string): Outcome<TextFields | ImageFields> {
  const text = readText(bytes, name);
  return text.ok ? { ...text, value: toTextFields(text.value) } : text;
}

/** What the text in a file hashes to; a file that holds none equals nothing. */
function hashOfText(bytes: Buffer): string | null {
  const text = readText(bytes, '');
  return text.ok ? toTextFields(text.value).assetHash : null;
}
