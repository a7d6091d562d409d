import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflate } from 'node:zlib';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Writes an image of 8 bits a colour as PNG. Row by row: the pixels of a large one never stand in memory
 * together. `rows` gives its rows from the top, three bytes a pixel.
 */
export async function writePng(
  { width, height }: ImageSize,
  rows: Iterable<Uint8Array>,
): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, red green blue, no interlacing
  const packed = await buffer(Readable.from(filterRows(rows)).pipe(createDeflate()));
  return Buffer.concat([
    signature,
    writeChunk('IHDR', header),
    writeChunk('IDAT', packed),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row has the number of its filter in front: 0, none. */
function* filterRows(rows: Iterable<Uint8Array>): Generator<Buffer> {
  for (const row of rows) yield Buffer.concat([Buffer.of(0), row]);
}

function writeChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The rows of an image of one colour. */
export function* plainRows({ width, height }: ImageSize, colour: Colour): Generator<Uint8Array> {
  const row = Buffer.alloc(width * 3, Buffer.from(colour));
  for (let y = 0; y < height; y += 1) yield row;
}
