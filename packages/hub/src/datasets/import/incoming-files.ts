import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A large file that came in, on the disk until it has been read. */
export interface IncomingFile {
  readonly path: string;
  readonly byteLength: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  remove(): Promise<void>;
}

/** Takes in files that are too large for memory. */
export interface IncomingFiles {
  /**
   * Writes a stream to the disk; null, with the stream read to its end, where it is larger than wanted.
   * Whoever asks removes it.
   */
  receive(bytes: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<IncomingFile | null>;
}

/** A folder for files that are being read in. What lies there is left from a crash, and goes. */
export async function openIncomingFiles(folder: string): Promise<IncomingFiles> {
  await rm(folder, { recursive: true, force: true });
  return {
    async receive(bytes, maximumBytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, randomUUID());
      const remove = () => rm(path, { force: true });
      try {
        const written = await write(path, bytes, maximumBytes);
        if (written) return { path, ...written, remove };
      } catch (error) {
        await remove();
        throw error;
      }
      await remove();
      return null;
    },
  };
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>, maximumBytes: number) {
  const digest = createHash('sha256');
  let byteLength = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      byteLength += chunk.length;
      if (byteLength > maximumBytes) continue;
      digest.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return byteLength <= maximumBytes ? { byteLength, hash: digest.digest('hex') } : null;
}
