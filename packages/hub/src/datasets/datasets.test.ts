import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { DataRowView, DatasetView, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let server: Server;
let url: string;
let requested: string[] = [];
const images = new Map<string, Buffer>();
let datasetId: string;

beforeAll(async () => {
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } });
  for (const format of ['png', 'jpeg', 'webp', 'gif', 'tiff'] as const) {
    images.set(format, await plain.clone().toFormat(format).toBuffer());
  }
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const noisy = sharp({
    create: { width: 60, height: 40, channels: 3, background: '#000', noise },
  });
  images.set('noisy png', await noisy.clone().png().toBuffer());
  images.set('noisy jpeg', await noisy.clone().jpeg().toBuffer());
  images.set('turned', await plain.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer());
  images.set('bmp', makeBitmap(60, 40));
  server = createServer((request, response) => {
    requested.push(request.url ?? '');
    const found = images.get(request.url?.slice(1) ?? '');
    response.statusCode = found ? 200 : 404;
    response.end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(async () => {
  await hub.end();
  server.close();
});
beforeEach(async () => {
  requested = [];
  const { body } = await hub.ask<DatasetView>('POST', '/api/v1/datasets', {
    name: `Dataset ${Math.random()}`,
  });
  datasetId = body.id;
});

/** A BMP with 24 bits per pixel, blue above and red below. */
function makeBitmap(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 24) / 32) * 4;
  const bytes = Buffer.alloc(54 + stride * height);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row += 1) {
    const channel = row < height / 2 ? 2 : 0; // rows are stored from the bottom
    for (let x = 0; x < width; x += 1) bytes[54 + row * stride + x * 3 + channel] = 255;
  }
  return bytes;
}

function image(name: string): Buffer {
  const found = images.get(name);
  if (!found) throw new Error(`No image ${name}.`);
  return found;
}

function upload(format: string, files: { readonly [name: string]: string | Uint8Array }) {
  return hub.upload<ImportReport & { code?: string; message?: string }>(
    `/api/v1/datasets/${datasetId}/import?format=${format}`,
    files,
  );
}

async function listRows(): Promise<DataRowView[]> {
  const { body } = await hub.ask<{ items: DataRowView[] }>(
    'GET',
    `/api/v1/datasets/${datasetId}/data-rows?limit=200`,
  );
  return body.items;
}

describe('files', () => {
  test('images are told by their content, whatever they are called', async () => {
    const { body } = await upload('files', {
      'a/scan.png': image('jpeg'),
      'a/b/größe.dat': image('png'),
      'c.webp': image('webp'),
      'd.gif': image('gif'),
      'e.tif': image('tiff'),
      'f.bmp': image('bmp'),
    });
    expect(body).toMatchObject({ imported: 6, alreadyThere: 0, failed: [] });
    const message = 'a/scan.png is called .png, but it is image/jpeg.';
    expect(body.warnings).toEqual([
      { code: 'FILE_TYPE_DIFFERS', message, source: 'a/scan.png', count: 1 },
    ]);
    expect(
      (await listRows()).map((row) => [row.globalKey, row.asset.mediaType, row.image]),
    ).toEqual([
      ['a/scan.png', 'image/jpeg', { width: 60, height: 40 }],
      ['a/b/größe.dat', 'image/png', { width: 60, height: 40 }],
      ['c.webp', 'image/webp', { width: 60, height: 40 }],
      ['d.gif', 'image/gif', { width: 60, height: 40 }],
      ['e.tif', 'image/tiff', { width: 60, height: 40 }],
      ['f.bmp', 'image/bmp', { width: 60, height: 40 }],
    ]);
    const { body: dataset } = await hub.ask('GET', `/api/v1/datasets/${datasetId}`);
    expect(dataset.rowCounts).toMatchObject({ image: 6, text: 0 });
  });

  test('an image that is stored turned has the size in which people see it', async () => {
    await upload('files', { 'turned.jpg': image('turned') });
    const [row] = await listRows();
    expect(row?.image).toEqual({ width: 40, height: 60 });
  });

  test('texts are rows of their own, a byte order mark is dropped', async () => {
    const { body } = await upload('files', {
      'a.txt': '\u{feff}Grüße 🎉\r\nzwei',
      'b.md': '# Title',
    });
    expect(body.imported).toBe(2);
    const [row] = await listRows();
    expect(row).toMatchObject({ type: 'text', excerpt: 'Grüße 🎉\r\nzwei', image: null });
    const { body: whole } = await hub.ask('GET', `/api/v1/data-rows/${row?.id}`);
    expect(whole.text).toBe('Grüße 🎉\r\nzwei');
  });

  test('what cannot be read fails by itself, by name, with what was wanted', async () => {
    const { status, body } = await upload('files', {
      'good.png': image('png'),
      'cut.jpg': image('noisy jpeg').subarray(0, 1000),
      'cut.png': image('noisy png').subarray(0, 2000),
      'cut.bmp': image('bmp').subarray(0, 3000),
      'notes.pdf': '%PDF-1.7',
      'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'empty.png': '',
      'latin1.txt': Buffer.from('Gr\xfc\xdfe', 'latin1'),
      'nul.txt': 'a\0b',
    });
    expect(status).toBe(200);
    expect(body.imported).toBe(1);
    expect(body.failed.map((failure) => failure.source)).toEqual([
      'cut.jpg',
      'cut.png',
      'cut.bmp',
      'notes.pdf',
      'icon.svg',
      'empty.png',
      'latin1.txt',
      'nul.txt',
    ]);
    for (const { source, problem } of body.failed) {
      const isForeign = ['notes.pdf', 'icon.svg'].includes(source);
      expect(problem.code).toBe(isForeign ? 'INPUT_FILE_TYPE_REFUSED' : 'INPUT_FILE_UNREADABLE');
      expect(problem.message).toContain(source);
    }
    expect(body.failed.at(-1)?.problem.message).toContain('NUL character at position 1');
  });

  test.each([
    '../secret.txt',
    '/etc/passwd.txt',
    'a/../../b.txt',
    'a\\b.txt',
    'a//b.txt',
    'a\u0007.txt',
  ])('the name %j is refused', async (name) => {
    const { body } = await upload('files', { [name]: 'text', 'good.txt': 'text' });
    expect(body).toMatchObject({ imported: 1, failed: [{ problem: { code: 'INPUT_INVALID' } }] });
  });

  test('importing again adds nothing, and another file under a known name is told', async () => {
    await upload('files', { 'a.png': image('png'), 'b.txt': 'one' });
    expect((await upload('files', { 'a.png': image('png'), 'b.txt': 'one' })).body).toMatchObject({
      imported: 0,
      alreadyThere: 2,
      failed: [],
    });
    const { body } = await upload('files', { 'a.png': image('jpeg'), 'b.txt': 'two' });
    expect(body.failed.map(({ problem }) => problem.code)).toEqual([
      'INPUT_NAME_TAKEN',
      'INPUT_NAME_TAKEN',
    ]);
    expect((await listRows()).map((row) => row.asset.mediaType)).toEqual([
      'image/png',
      'text/plain',
    ]);
  });

  test('many files at once are all there, in order', async () => {
    const names = Array.from(
      { length: 1300 },
      (_, index) => `t/${String(index).padStart(4, '0')}.txt`,
    );
    const { body } = await upload('files', Object.fromEntries(names.map((name) => [name, name])));
    expect(body).toMatchObject({ imported: 1300, alreadyThere: 0, failed: [] });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const at: string = `/api/v1/datasets/${datasetId}/data-rows?limit=200${cursor ? `&cursor=${cursor}` : ''}`;
      const { body: page } = await hub.ask<{ items: DataRowView[]; nextCursor: string | null }>(
        'GET',
        at,
      );
      seen.push(...page.items.map((row) => row.globalKey));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(names);
  });
});

describe('lines of text', () => {
  test('each line that is not blank is a row with its number, whatever ends it', async () => {
    const { body } = await upload('text-lines', { 'lines.txt': 'one\r\n\r\ntwo\n   \ndrei ü' });
    expect(body.imported).toBe(3);
    expect((await listRows()).map((row) => [row.globalKey, row.excerpt])).toEqual([
      ['lines.txt:1', 'one'],
      ['lines.txt:3', 'two'],
      ['lines.txt:5', 'drei ü'],
    ]);
  });

  test('a line that is no UTF-8 or too long fails by its number, the others are imported', async () => {
    const long = 'x'.repeat(1_100_000);
    const bytes = Buffer.concat([
      Buffer.from(`one\n${long}\n`),
      Buffer.from('\xff\n', 'latin1'),
      Buffer.from('four\n'),
    ]);
    const { body } = await upload('text-lines', { 'lines.txt': bytes });
    expect(body).toMatchObject({
      imported: 2,
      failed: [
        { source: 'lines.txt:2', problem: { code: 'INPUT_TOO_LARGE' } },
        { source: 'lines.txt:3', problem: { code: 'INPUT_FILE_UNREADABLE' } },
      ],
    });
  });
});

describe('lists of addresses', () => {
  test('a CSV gives images with ids and metadata, and is not downloaded twice', async () => {
    const list = `\u{feff}url,id,site,note\n${url}/png,first,"A, B",\n${url}/turned,,C,"two\nlines"\n`;
    const { body } = await upload('urls-csv', { 'urls.csv': list });
    expect(body).toMatchObject({ imported: 2, alreadyThere: 0, failed: [] });
    expect(await listRows()).toMatchObject([
      { globalKey: 'first', sourceUrl: `${url}/png`, metadata: { site: 'A, B' } },
      {
        globalKey: `${url}/turned`,
        image: { width: 40, height: 60 },
        metadata: { note: 'two\nlines' },
      },
    ]);
    expect((await upload('urls-csv', { 'urls.csv': list })).body.alreadyThere).toBe(2);
    expect(requested).toHaveLength(2);
  });

  test('JSON Lines keep what else a line says', async () => {
    const lines = [
      { url: `${url}/jpeg`, global_key: 'k', tags: ['a', { b: 1 }] },
      { url: `${url}/png`, id: 7 },
    ];
    const { body } = await upload('rows-jsonl', {
      'urls.jsonl': lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect(body.imported).toBe(2);
    expect(await listRows()).toMatchObject([
      { globalKey: 'k', metadata: { tags: ['a', { b: 1 }] } },
      { globalKey: '7', metadata: {} },
    ]);
  });

  test('each record that fails says why, the others are imported', async () => {
    const lines = [
      `{"url":"${url}/png"}`,
      '{"url":',
      '["url"]',
      '{"id":"no address"}',
      `{"url":"${url}/gone"}`,
      '{"url":"http://169.254.169.254/latest"}',
      '{"url":"file:///etc/passwd"}',
      `{"url":"${url}/jpeg","note":"\\u0000"}`,
      `{"url":"${url}/jpeg"}`,
    ];
    images.set('', Buffer.from(''));
    const { body } = await upload('rows-jsonl', { 'urls.jsonl': lines.join('\n') });
    expect(body.imported).toBe(2);
    expect(body.failed.map(({ source, problem }) => [source, problem.code])).toEqual([
      ['urls.jsonl:2', 'INPUT_FILE_UNREADABLE'],
      ['urls.jsonl:3', 'INPUT_INVALID'],
      ['urls.jsonl:4', 'INPUT_INVALID'],
      ['urls.jsonl:5', 'INPUT_DOWNLOAD_FAILED'],
      ['urls.jsonl:6', 'URL_BLOCKED'],
      ['urls.jsonl:7', 'URL_INVALID'],
      ['urls.jsonl:8', 'INPUT_FILE_UNREADABLE'],
    ]);
  });

  test('a CSV without a column of addresses, and one with a broken quote, are told', async () => {
    const { body } = await upload('urls-csv', {
      'a.csv': 'address\nhttp://x\n',
      'b.csv': `url\n${url}/png\n"broken\n`,
    });
    expect(body).toMatchObject({
      imported: 1,
      failed: [
        { source: 'a.csv:1', problem: { code: 'INPUT_INVALID' } },
        { problem: { code: 'INPUT_FILE_UNREADABLE' } },
      ],
    });
  });
});

describe('uploads that are none', () => {
  test('an unknown format, another body and an unknown dataset are refused', async () => {
    expect((await upload('zip', { a: 'b' })).body).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(/format: .*files/),
    });
    const at = `/api/v1/datasets/${datasetId}/import?format=files`;
    expect((await hub.ask('POST', at, { file: 'x' })).body.message).toContain(
      'multipart/form-data',
    );
    datasetId = '0199a000-0000-7000-8000-000000000000';
    expect((await upload('files', { 'a.txt': 'b' })).status).toBe(404);
  });
});

describe('assets', () => {
  function get(id: string | undefined, query = '', headers: Record<string, string> = {}) {
    return hub.app.inject({
      url: `/api/v1/data-rows/${id}/asset${query}`,
      headers: { authorization: `Bearer ${hub.apiKey}`, ...headers },
    });
  }

  test('a file comes back byte by byte, kept for good and never run', async () => {
    await upload('files', { 'a.png': image('png') });
    const [row] = await listRows();
    const answer = await get(row?.id);
    expect(answer.rawPayload.equals(image('png'))).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${row?.asset.hash}"`,
    });
    const again = await get(row?.id, '', { 'if-none-match': String(answer.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test.each([
    ['turned.jpg', 'turned', { width: 16, height: 24 }],
    ['bits.bmp', 'bmp', { width: 24, height: 16 }],
  ])('a thumbnail of %s is upright and small', async (name, source, size) => {
    await upload('files', { [name]: image(source) });
    const [row] = await listRows();
    const answer = await get(row?.id, '?thumbnail=24');
    expect(answer.headers['content-type']).toBe('image/webp');
    expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ format: 'webp', ...size });
  });

  test('a BMP keeps its colours and is not upside down', async () => {
    await upload('files', { 'bits.bmp': image('bmp') });
    const [row] = await listRows();
    const { rawPayload } = await get(row?.id, '?thumbnail=60');
    const pixels = await sharp(rawPayload).raw().toBuffer();
    const [red = 0, , blue = 0] = pixels;
    expect(blue).toBeGreaterThan(200);
    expect(red).toBeLessThan(60);
    expect(pixels.at(-3)).toBeGreaterThan(200);
  });

  test('a text is plain text, and has no thumbnail', async () => {
    await upload('files', { 'a.txt': '<b>ü</b>' });
    const [row] = await listRows();
    const answer = await get(row?.id);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toBe('<b>ü</b>');
    expect((await get(row?.id, '?thumbnail=24')).statusCode).toBe(400);
    expect((await get(row?.id, '?thumbnail=100000')).statusCode).toBe(400);
  });

  test('a file that is gone from the storage is told by its code', async () => {
    await upload('files', { 'a.png': image('webp') });
    const [row] = await listRows();
    await rm(join(hub.dataFolder, 'assets', row?.asset.hash.slice(0, 2) ?? ''), {
      recursive: true,
    });
    expect((await get(row?.id)).json()).toMatchObject({ code: 'STORAGE_ASSET_MISSING' });
  });
});
