import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/**
 * Lets `write` write a file, which appears under its name only once it is whole; what breaks off leaves nothing
 * behind. `mode` says who may read it. Returns how many bytes it has, and what `write` gave.
 */
export async function writeWholeFile<Result>(
  path: string,
  write: (file: WriteStream) => Promise<Result>,
  mode = 0o666,
): Promise<{ byteLength: number; written: Result }> {
  const partial = `${path}.${process.pid}.partial`;
  const file = createWriteStream(partial, { flags: 'wx', flush: true, mode });
  const ended = finished(file);
  ended.catch(() => {}); // looked at below, where `write` does not fail with it
  try {
    await once(file, 'open');
    const written = await write(file);
    file.end();
    await ended;
    await rename(partial, path);
    return { byteLength: file.bytesWritten, written };
  } catch (error) {
    file.destroy();
    await rm(partial, { force: true });
    throw error instanceof PatchbayError ? error : unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): PatchbayError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${path} cannot be written: ${reason}`,
    cause,
  });
}
