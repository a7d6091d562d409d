import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Raw } from 'sharp';

/** Decoded pixels in rows from the top, as sharp takes them. */
export interface DecodedBitmap {
  readonly data: Buffer;
  readonly raw: Raw;
}

interface BitmapHeader {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly pixelsAt: number;
  readonly palette: Buffer;
}

const headerBytes = 54;

/**
 * Decodes a BMP, which libvips cannot: uncompressed with 8 (palette), 24 or 32 bits per pixel.
 * Throws an error that says what is wrong.
 */
export function decodeBitmap(bytes: Buffer): DecodedBitmap {
  const header = readHeader(bytes);
  const { width, height } = header;
  const stride = Math.ceil((width * header.bitsPerPixel) / 32) * 4;
  if (bytes.length < header.pixelsAt + stride * height) {
    throw new Error('the file ends before its last row of pixels');
  }
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const row = header.isTopDown ? y : height - 1 - y;
    copyRow(bytes.subarray(header.pixelsAt + row * stride), header, data, y * width * 3);
  }
  return { data, raw: { width, height, channels: 3 } };
}

/** The size that a BMP says it has. Throws as `decodeBitmap`. */
export function measureBitmap(bytes: Buffer): ImageSize {
  const { width, height } = readHeader(bytes);
  return { width, height };
}

function readHeader(bytes: Buffer): BitmapHeader {
  if (bytes.length < headerBytes) throw new Error('the file ends within its header');
  const infoBytes = bytes.readUInt32LE(14);
  const width = bytes.readInt32LE(18);
  const height = bytes.readInt32LE(22);
  const bitsPerPixel = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  if (width <= 0 || height === 0) throw new Error('its header has no size');
  // 3 says that masks for the colours follow; programs write it with the usual order of colours.
  const isPlain = compression === 0 || (compression === 3 && bitsPerPixel === 32);
  if (!isPlain || ![8, 24, 32].includes(bitsPerPixel)) {
    throw new Error(
      `it is a BMP with ${bitsPerPixel} bits per pixel and compression ${compression}`,
    );
  }
  const pixelsAt = bytes.readUInt32LE(10);
  return {
    width,
    height: Math.abs(height),
    isTopDown: height < 0,
    bitsPerPixel,
    pixelsAt,
    palette: bytes.subarray(14 + infoBytes, pixelsAt),
  };
}

/** Copies one row, whose colours are in the order blue, green, red. */
function copyRow(row: Buffer, header: BitmapHeader, data: Buffer, at: number): void {
  const { width, bitsPerPixel, palette } = header;
  const step = bitsPerPixel / 8;
  for (let x = 0; x < width; x += 1) {
    const source = bitsPerPixel === 8 ? palette : row;
    const offset = bitsPerPixel === 8 ? (row[x] ?? 0) * 4 : x * step;
    data[at + x * 3] = source[offset + 2] ?? 0;
    data[at + x * 3 + 1] = source[offset + 1] ?? 0;
    data[at + x * 3 + 2] = source[offset] ?? 0;
  }
}
