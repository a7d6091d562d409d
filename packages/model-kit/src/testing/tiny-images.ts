import { crc32, deflateSync } from 'node:zlib';

/** A whole black PNG of this size. */
export function encodePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    encodeChunk('IHDR', header),
    encodeChunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    encodeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function encodeChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

/** The start of a JPEG as a camera writes it: its EXIF orientation, its size, no pixels. */
export function encodeJpegHeader(image: {
  width: number;
  height: number;
  orientation: number;
}): Buffer {
  // TIFF header (big endian), one directory entry: tag 274, type 3 (short), count 1, the value.
  const directory = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, image.orientation, 0, 0, 0, 0, 0, 0];
  const exif = [...Buffer.from('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, ...directory];
  const frame = [8, image.height >> 8, image.height & 255, image.width >> 8, image.width & 255, 0];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...[0xff, 0xe1, 0, exif.length + 2, ...exif],
    ...[0xff, 0xc0, 0, frame.length + 2, ...frame],
    ...[0xff, 0xd9],
  ]);
}
