import { crc32, deflateSync } from 'node:zlib';
import type { DataRowView, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let datasetId: string;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.end());
beforeEach(async () => {
  const name = `Hostile ${crypto.randomUUID()}`;
  datasetId = (await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name })).body.id;
});

async function upload(files: { [name: string]: Buffer | string }): Promise<ImportReport> {
  const url = `/api/v1/datasets/${datasetId}/import?format=files`;
  return (await hub.upload<ImportReport>(url, files)).body;
}

async function listRows(): Promise<DataRowView[]> {
  const at = `/api/v1/datasets/${datasetId}/data-rows`;
  return (await hub.ask<{ items: DataRowView[] }>('GET', at)).body.items;
}

async function read(path: string, headers: { [name: string]: string } = {}) {
  const [row] = await listRows();
  const authorization = `Bearer ${hub.apiKey}`;
  const url = `/api/v1/data-rows/${row?.id}/${path}`;
  return await hub.app.inject({ url, headers: { authorization, ...headers } });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A grey PNG whose header says what it wants; its rows are black as far as there are any. */
function makePng(width: number, height: number, pixels: Buffer = Buffer.alloc(100)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels))];
  return Buffer.concat([signature, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

/** A GIF that says how large it is, and has a single pixel. */
function makeGif(width: number, height: number): Buffer {
  const bytes = Buffer.from(
    '47494638396101000100800000000000ffffff2c00000000010001000002024401003b',
    'hex',
  );
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

function makeBitmapHeader(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** A JPEG that says how large it is. */
async function makeJpeg(width: number, height: number): Promise<Buffer> {
  const bytes = await plain(8, 8).jpeg().toBuffer();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

const plain = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#c33' } });

test('an image of more pixels than memory holds is refused by its header alone (fault F5)', async () => {
  const files = {
    'a.png': makePng(60_000, 60_000),
    'b.gif': makeGif(65_535, 65_535),
    'c.bmp': makeBitmapHeader(100_000, 100_000),
    'd.jpg': await makeJpeg(65_000, 65_000),
    'e.png': makePng(2 ** 31 - 1, 2),
  };
  const began = performance.now();
  const report = await upload(files);
  expect(performance.now() - began).toBeLessThan(5000);
  const codes = report.failed.map(({ source, problem }) => [source, problem.code]);
  expect(codes).toEqual([
    ['a.png', 'INPUT_TOO_LARGE'],
    ['b.gif', 'INPUT_TOO_LARGE'],
    ['c.bmp', 'INPUT_TOO_LARGE'],
    ['d.jpg', 'INPUT_TOO_LARGE'],
    ['e.png', 'INPUT_FILE_UNREADABLE'],
  ]);
  expect(report.failed[0]?.problem).toEqual({
    code: 'INPUT_TOO_LARGE',
    message:
      'a.png has 60000 × 60000 pixels; an image may have 200000000 in all. Scale it down, or cut it into tiles.',
  });
});

test('an image of a few kilobytes that is large and not too large is decoded', async () => {
  const report = await upload({ 'a.png': makePng(12_000, 12_000, Buffer.alloc(12_001 * 12_000)) });
  expect(report).toMatchObject({ imported: 1, failed: [] });
  expect(await listRows()).toMatchObject([{ image: { width: 12_000, height: 12_000 } }]);
});

test.each<[string, Buffer | string, RegExp]>([
  ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /SVG/],
  [
    'a.png',
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<svg>&x;</svg>',
    /SVG/,
  ],
  ['b.jpg', '\ufeff  <!-- a comment --><svg onload="alert(1)"/>', /SVG/],
  ['a.pdf', '%PDF-1.7', /PDF/],
  ['a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), /HEIC/],
  ['a.docx', Buffer.from('PK\x03\x04 word', 'latin1'), /ZIP/],
  ['a.7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), /7z/],
  ['a.exe', 'MZ a program', /program/],
])('%s is refused as what it is (fault F5)', async (name, content, message) => {
  const report = await upload({ [name]: content });
  expect(report.failed).toMatchObject([{ problem: { code: 'INPUT_FILE_TYPE_REFUSED' } }]);
  expect(report.failed[0]?.problem.message).toMatch(message);
});

test.each<[string, Buffer | string, RegExp]>([
  ['a.png', '', /0 bytes/],
  ['a.jpg', Buffer.from([0xff, 0xd8, 0xff]), /damaged/],
  ['a.gif', 'GIF89a/*<svg onload=alert(1)>*/=1;alert(1)', /damaged|too/],
  ['a.webp', 'RIFF\0\0\0\0WEBPVP8 ', /damaged/],
  ['a.tif', 'II*\0\b\0\0\0', /damaged/],
  ['a.bmp', 'BM', /damaged/],
])('%s that is none is refused as damaged (fault F5)', async (name, content, message) => {
  const report = await upload({ [name]: content });
  expect(report.failed).toMatchObject([{ source: name }]);
  expect(report.failed[0]?.problem.message).toMatch(message);
});

describe('what is a page as well as an image is given out as an image alone (fault F5)', () => {
  const script = '<html><script>alert(document.domain)</script></html>';

  test.each([
    ['photo.jpg', 'inline; filename=photo.jpg'],
    ['evil.html', 'inline; filename=evil.html.jpg'],
    ['a/b "c"; d=.html', 'inline; filename="b  c ; d=.html.jpg"'],
    ['Straße.HTM', "filename*=UTF-8''Stra%C3%9Fe.HTM.jpg"],
  ])('under the name %s', async (key, disposition) => {
    const jpeg = await plain()
      .jpeg()
      .withExif({ IFD0: { ImageDescription: script } })
      .toBuffer();
    const polyglot = Buffer.concat([jpeg, Buffer.from(script)]);
    expect(await upload({ 'a.jpg': polyglot })).toMatchObject({ imported: 1 });
    // Pages are told by their names: under such a key an image comes by its address.
    await hub.database.pool.query('update data_rows set global_key = $1 where dataset_id = $2', [
      key,
      datasetId,
    ]);
    const file = await read('asset');
    expect(file.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringContaining(disposition),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(file.rawPayload.equals(polyglot)).toBe(true);
  });

  test('a part of it is given out with the same headers', async () => {
    const jpeg = await plain().jpeg().toBuffer();
    await upload({ 'a.jpg': Buffer.concat([jpeg, Buffer.from(script)]) });
    const part = await read('asset', { range: `bytes=${jpeg.length}-` });
    expect([part.statusCode, part.body]).toEqual([206, script]);
    expect(part.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-range': `bytes ${jpeg.length}-${jpeg.length + script.length - 1}/${jpeg.length + script.length}`,
    });
  });
});

describe('an image is shown and measured as people see it (fault F5)', () => {
  test.each(['jpeg', 'png', 'webp', 'tiff'] as const)('a %s that lies turned', async (format) => {
    const { width, height } = { width: 60, height: 40 };
    // Red on the left, blue on the right: upright, with orientation 6, red is above.
    const blue = { create: { width: 30, height, channels: 3, background: '#00f' } } as const;
    const pixels = sharp({ create: { width, height, channels: 3, background: '#f00' } });
    const turned = pixels.composite([{ input: blue, left: 30, top: 0 }]);
    const bytes = await turned.withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
    await upload({ 'a.img': bytes });
    expect(await listRows()).toMatchObject([{ image: { width: 40, height: 60 } }]);
    const shown = await read('asset?upright=1');
    expect(shown.headers['content-type']).toBe(format === 'tiff' ? 'image/png' : `image/${format}`);
    const upright = await sharp(shown.rawPayload)
      .autoOrient()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(upright.info).toMatchObject({ width: 40, height: 60 });
    expect([...upright.data.subarray(0, 3)].map((value) => value > 128)).toEqual([
      true,
      false,
      false,
    ]);
    const whole = await read('asset');
    expect(whole.rawPayload.equals(bytes)).toBe(true);
    expect(shown.headers.etag === whole.headers.etag).toBe(format === 'jpeg');
  });

  test.each([
    ['CMYK', () => plain().toColourspace('cmyk').jpeg().toBuffer(), 'image/jpeg'],
    ['16 bits', () => plain().toColourspace('rgb16').png().toBuffer(), 'image/png'],
    ['one grey channel', () => plain().greyscale().png().toBuffer(), 'image/png'],
  ])('one in %s is imported as it is, and has a thumbnail', async (_, make, mediaType) => {
    const bytes = await make();
    expect(await upload({ 'a.img': bytes })).toMatchObject({ imported: 1, warnings: [] });
    expect(await listRows()).toMatchObject([{ asset: { mediaType, byteLength: bytes.length } }]);
    const small = await read('asset?thumbnail=16');
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({
      format: 'webp',
      space: 'srgb',
    });
  });

  test('one that moves is warned of, and its first frame is what counts', async () => {
    const frames = [plain(), plain().negate()];
    const pages = await Promise.all(frames.map((frame) => frame.png().toBuffer()));
    const moving = await sharp(pages, { join: { animated: true } })
      .gif()
      .toBuffer();
    const report = await upload({ 'a.gif': moving });
    expect(report).toMatchObject({ imported: 1, warnings: [{ code: 'IMAGE_HAS_FRAMES' }] });
    expect(await listRows()).toMatchObject([{ image: { width: 60, height: 40 } }]);
  });
});
