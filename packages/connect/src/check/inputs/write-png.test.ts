import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createTestImage } from './test-images.ts';
import { writePng } from './write-png.ts';

/** The chunks of a PNG, each with its sum checked. */
function readChunks(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += length + 12;
  }
  return chunks;
}

test('a PNG has the pixels that it was given, row by row', async () => {
  const rows = [
    Buffer.of(1, 2, 3, 4, 5, 6),
    Buffer.of(7, 8, 9, 10, 11, 12),
    Buffer.of(13, 14, 15, 16, 17, 18),
  ];
  const chunks = readChunks(await writePng({ width: 2, height: 3 }, rows));
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  expect([...(chunks.get('IHDR') ?? [])]).toEqual([0, 0, 0, 2, 0, 0, 0, 3, 8, 2, 0, 0, 0]);
  const pixels = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  expect([...pixels]).toEqual(rows.flatMap((row) => [0, ...row]));
});

test('the picture of 48 megapixels is small as a file', async () => {
  const { input, row } = await createTestImage('huge', 'image');
  expect(row).toEqual({ type: 'image', size: { width: 8000, height: 6000 } });
  const base64 =
    input.type === 'image' && input.source.kind === 'base64' ? input.source.base64 : '';
  const chunks = readChunks(Buffer.from(base64, 'base64'));
  expect(chunks.get('IHDR')?.readUInt32BE(0)).toBe(8000);
  expect(base64.length).toBeGreaterThan(1000);
  expect(base64.length).toBeLessThan(300_000);
});
