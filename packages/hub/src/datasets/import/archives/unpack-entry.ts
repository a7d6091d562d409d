import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry } from 'yauzl';

/** How the bytes of an entry are packed (APPNOTE.TXT, 4.4.5). Others are old or rare. */
export const compressionMethods = { stored: 0, deflated: 8 } as const;

type PackedEntry = Pick<Entry, 'compressionMethod' | 'uncompressedSize' | 'crc32'>;

/**
 * Unpacks the bytes of an entry, and believes nothing that was said of them: where they become more than was
 * said it ends at once. Null: there are none. Throws an error that says what is wrong.
 */
export async function* unpackEntry(
  entry: PackedEntry,
  packed: Readable | null,
): AsyncGenerator<Buffer> {
  const { compressionMethod, uncompressedSize } = entry;
  let length = 0;
  let checksum = 0;
  for await (const chunk of inflate(compressionMethod, packed ?? Readable.from([]))) {
    length += chunk.length;
    if (length > uncompressedSize) {
      throw new Error(`it becomes more than the ${uncompressedSize} bytes that the archive says`);
    }
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (length < uncompressedSize) {
    throw new Error(`it ends after ${length} of the ${uncompressedSize} bytes that it should have`);
  }
  if (checksum !== entry.crc32) throw new Error('its checksum is another than the archive says');
}

function inflate(method: number, packed: Readable): AsyncIterable<Buffer> {
  if (method === compressionMethods.stored) return packed;
  // Whoever reads the end of it hears of what breaks before.
  return pipeline(packed, createInflateRaw(), () => {});
}
