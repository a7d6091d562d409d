import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { StoredAsset } from '../asset-storage.ts';
import type { UnfinishedFiles } from '../unfinished-files.ts';

/** A file that came in whole, so that its hash is known. */
export interface GatheredFile extends StoredAsset {
  /** Its bytes where they are few; otherwise they lie on the disk of this machine. */
  readonly bytes: Buffer | null;
  openStream(): Readable;
}

/** Up to this size a file is kept in memory, in bytes. Images and answers seldom are longer. */
const inMemoryBytes = 8 * 1024 * 1024;

/** Takes a stream in, lends it as a file, and leaves nothing behind. */
export async function gatherFile<Result>(
  source: AsyncIterable<Uint8Array>,
  unfinished: UnfinishedFiles,
  use: (file: GatheredFile) => Promise<Result>,
): Promise<Result> {
  const path = unfinished.next();
  const digest = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  let file: FileHandle | null = null;
  try {
    for await (const chunk of source) {
      digest.update(chunk);
      byteLength += chunk.length;
      if (!file && byteLength > inMemoryBytes) file = await open(path, 'wx', 0o600);
      chunks.push(chunk);
      if (file) for (const piece of chunks.splice(0)) await file.writeFile(piece);
    }
    await file?.close();
    const bytes = file ? null : Buffer.concat(chunks);
    const openStream = () => createReadStream(path);
    return await use({ hash: digest.digest('hex'), byteLength, bytes, openStream });
  } finally {
    await file?.close();
    if (file) await rm(path, { force: true });
  }
}
