import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { writeWholeFile } from './write-whole-file.ts';

/**
 * Writes an export of the hub to a file and returns how many bytes it has. The file appears under
 * its name only once it is whole; an export that breaks off leaves nothing behind. `onBytes` hears how
 * many bytes have come.
 */
export async function writeToFile(
  stream: ReadableStream<Uint8Array>,
  path: string,
  onBytes: (byteLength: number) => void = () => {},
): Promise<number> {
  const { byteLength } = await writeWholeFile(path, (file) =>
    pipeline(countBytes(readExport(stream), onBytes), file, { end: false }),
  );
  return byteLength;
}

/** Writes an export of the hub to a stream that stays open, as fast as it is read there. */
export async function writeToStream(
  stream: ReadableStream<Uint8Array>,
  target: NodeJS.WritableStream,
): Promise<void> {
  for await (const chunk of readExport(stream)) {
    if (!target.write(chunk)) await once(target, 'drain');
  }
}

async function* countBytes(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (byteLength: number) => void,
): AsyncGenerator<Uint8Array> {
  let byteLength = 0;
  for await (const chunk of chunks) {
    byteLength += chunk.byteLength;
    onBytes(byteLength);
    yield chunk;
  }
}

async function* readExport(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (cause) {
    throw new PatchbayError({
      code: 'HUB_UNREACHABLE',
      message: 'the hub broke off in the middle of the export; what came is not complete',
      cause,
    });
  }
}
