import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A video that came in, in a file that is removed when it has been read. */
export interface IncomingVideo {
  readonly path: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  remove(): Promise<void>;
}

/** Larger videos than this are split by whoever has them. */
export const largestVideoBytes = 2 * 2 ** 30;

/** Writes a stream into a file of the folder; null, with the stream read to its end, where it is too large. */
export async function receiveVideo(
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<IncomingVideo | null> {
  const path = join(folder, randomUUID());
  const remove = () => rm(path, { force: true });
  const digest = createHash('sha256');
  let byteLength = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      byteLength += chunk.length;
      if (byteLength > largestVideoBytes) continue;
      digest.update(chunk);
      await file.writeFile(chunk);
    }
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await file.close();
  }
  if (byteLength <= largestVideoBytes) return { path, hash: digest.digest('hex'), remove };
  await remove();
  return null;
}
