import { createServer, type Server } from 'node:http';
import type {
  DataRowContent,
  DataRowView,
  DatasetView,
  ImportReport,
} from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let server: Server;
let url: string;
let requested: string[] = [];
let datasetId: string;
let picture: Buffer;

const page = '<!doctype html><script>alert(1)</script><p>Grüße 🎉</p>';

beforeAll(async () => {
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } });
  picture = await plain.jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const files = new Map<string | undefined, Buffer | string>([
    ['/picture.jpg', picture],
    ['/page.html?x=1', page],
    ['/chat.json', JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], site: 'a' })],
  ]);
  server = createServer((request, response) => {
    requested.push(request.url ?? '');
    const found = files.get(request.url);
    response.statusCode = found === undefined ? 404 : 200;
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

function upload(format: string, files: { readonly [name: string]: string | Uint8Array }) {
  return hub.upload<ImportReport>(`/api/v1/datasets/${datasetId}/import?format=${format}`, files);
}

function uploadLines(lines: readonly (object | string)[]) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return upload('rows-jsonl', { 'rows.jsonl': text.join('\n') });
}

async function listRows(): Promise<DataRowView[]> {
  const { body } = await hub.ask<{ items: DataRowView[] }>(
    'GET',
    `/api/v1/datasets/${datasetId}/data-rows?limit=200`,
  );
  return body.items;
}

async function readRow(index: number) {
  const row = (await listRows())[index];
  const { body } = await hub.ask<DataRowView & DataRowContent>(
    'GET',
    `/api/v1/data-rows/${row?.id}`,
  );
  return body;
}

function get(path: string) {
  return hub.app.inject({ url: path, headers: { authorization: `Bearer ${hub.apiKey}` } });
}

const user = (content: unknown) => ({ role: 'user', content });
const dataUrl = () => `data:image/jpeg;base64,${picture.toString('base64')}`;

describe('pages', () => {
  test('are rows with their source, which is never served as a page (fault F6)', async () => {
    const { body } = await upload('files', { 'a/page.html': page, 'b.HTM': '\u{feff}<p>' });
    expect(body).toMatchObject({ imported: 2, alreadyThere: 0, failed: [] });
    const row = await readRow(0);
    expect(row).toMatchObject({
      type: 'html',
      globalKey: 'a/page.html',
      asset: { mediaType: 'text/html', byteLength: Buffer.byteLength(page) },
      excerpt: page,
      text: page,
      image: null,
      turns: null,
    });
    expect((await readRow(1)).text).toBe('<p>');
    const answer = await get(`/api/v1/data-rows/${row.id}/asset`);
    expect(answer.body).toBe(page);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await get(`/api/v1/data-rows/${row.id}/asset?thumbnail=24`)).statusCode).toBe(400);
  });

  test('that are no UTF-8 or have a NUL fail alone, and the others are counted', async () => {
    const { body } = await upload('files', {
      'latin1.html': Buffer.from('<p>Gr\xfc\xdfe', 'latin1'),
      'nul.html': '<p>\0',
      'good.html': '<p>',
    });
    expect(body.imported).toBe(1);
    expect(body.failed.map(({ source, problem }) => [source, problem.code])).toEqual([
      ['latin1.html', 'INPUT_FILE_UNREADABLE'],
      ['nul.html', 'INPUT_FILE_UNREADABLE'],
    ]);
    const { body: dataset } = await hub.ask<DatasetView>('GET', `/api/v1/datasets/${datasetId}`);
    expect(dataset.rowCounts).toEqual({ image: 0, text: 0, html: 1, conversational: 0, video: 0 });
  });

  test('are known again by their bytes', async () => {
    await upload('files', { 'page.html': page });
    expect((await upload('files', { 'page.html': page })).body.alreadyThere).toBe(1);
    const { body } = await upload('files', { 'page.html': `${page} ` });
    expect(body.failed).toMatchObject([{ problem: { code: 'INPUT_NAME_TAKEN' } }]);
  });
});

describe('conversations', () => {
  test('in a file of their own are a row with turns, and what else the file says is kept', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      user([
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: { url: dataUrl() } },
        { type: 'image_url', image_url: { url: `${url}/picture.jpg` } },
      ]),
      { role: 'assistant', content: 'A red field.' },
    ];
    const file = JSON.stringify({ messages, topic: 'colours' });
    expect((await upload('files', { 'chats/one.json': file })).body.imported).toBe(1);
    const row = await readRow(0);
    expect(row).toMatchObject({
      type: 'conversational',
      globalKey: 'chats/one.json',
      excerpt: 'What is this?',
      turnCount: 3,
      text: null,
      metadata: { topic: 'colours' },
    });
    const [inline, fetched] = row.turns?.[1]?.parts.slice(1) ?? [];
    expect(inline).toMatchObject({
      type: 'image',
      image: { width: 40, height: 60 },
      sourceUrl: null,
    });
    expect(fetched).toMatchObject({ type: 'image', sourceUrl: `${url}/picture.jpg` });

    const answer = await get(`/api/v1/data-rows/${row.id}/asset`);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json().turns).toHaveLength(3);

    const again = await upload('files', { 'chats/one.json': file });
    expect(again.body.alreadyThere).toBe(1);
    expect(requested).toEqual(['/picture.jpg']);
  });

  test('stand one on each line of JSON Lines, known by their id or their line', async () => {
    const vendor = {
      type: 'application/vnd.labelbox.conversational',
      version: 1,
      messages: [
        { messageId: 'm0', content: 'Hello', user: { userId: 'u', name: 'Ada' }, align: 'right' },
      ],
    };
    const { body } = await uploadLines([
      { messages: [user('One')], id: 'first' },
      { messages: [user('Two')], site: 'B' },
      vendor,
    ]);
    expect(body).toMatchObject({ imported: 3, alreadyThere: 0, failed: [] });
    expect((await listRows()).map((row) => [row.globalKey, row.excerpt, row.metadata])).toEqual([
      ['first', 'One', {}],
      ['rows.jsonl:2', 'Two', { site: 'B' }],
      ['rows.jsonl:3', 'Hello', {}],
    ]);
    expect((await readRow(2)).turns).toEqual([
      { role: 'user', id: 'm0', name: 'Ada', parts: [{ type: 'text', text: 'Hello' }] },
    ]);
    const { body: dataset } = await hub.ask<DatasetView>('GET', `/api/v1/datasets/${datasetId}`);
    expect(dataset.rowCounts.conversational).toBe(3);
  });

  test('that cannot be read fail alone, by line and field', async () => {
    const { body } = await uploadLines([
      { messages: [user('good')] },
      { messages: [user('x'), { role: 'tool', content: 'y' }] },
      { messages: [user([{ type: 'image_url', image_url: { url: `${url}/gone` } }])] },
      {
        messages: [user([{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }])],
      },
      { messages: [user([{ type: 'image_url', image_url: { url: 'ftp://example.com/a.png' } }])] },
      { messages: [user('a\0b')] },
      { messages: [user('x')], url: 'http://example.com/a.png' },
    ]);
    expect(body.imported).toBe(1);
    expect(
      body.failed.map(({ source, problem }) => [source, problem.code, problem.message]),
    ).toEqual([
      ['rows.jsonl:2', 'INPUT_INVALID', expect.stringMatching(/^messages\[1\]\.role: must be "sy/)],
      ['rows.jsonl:3', 'INPUT_DOWNLOAD_FAILED', expect.stringContaining(`${url}/gone`)],
      ['rows.jsonl:4', 'INPUT_FILE_UNREADABLE', expect.stringContaining('data:image/png')],
      ['rows.jsonl:5', 'URL_INVALID', expect.stringContaining('ftp:')],
      ['rows.jsonl:6', 'INPUT_FILE_UNREADABLE', expect.stringContaining('/messages/0/content')],
      ['rows.jsonl:7', 'INPUT_INVALID', expect.stringContaining('has "url" and "messages"')],
    ]);
  });

  test.each([
    ['[{"role":"user","content":"x"}]', 'is no conversation'],
    ['{"message":"x"}', 'is no conversation'],
    ['{"messages":', 'cannot be read as JSON'],
    ['{"messages":[{"role":"user","content":"x"}],"attachments":[]}', 'has attachments'],
  ])('a file %s is refused with what was wanted', async (file, words) => {
    const { body } = await upload('files', { 'chat.json': file });
    expect(body.imported).toBe(0);
    expect(body.failed[0]?.problem.message).toContain(`chat.json ${words}`);
  });
});

describe('JSON Lines', () => {
  test('hold texts, pages and addresses of files of every type', async () => {
    const { body } = await uploadLines([
      { text: 'words', id: 't' },
      { html: page },
      { url: `${url}/page.html?x=1` },
      { url: `${url}/chat.json`, shelf: 3 },
      { url: `${url}/picture.jpg` },
    ]);
    expect(body).toMatchObject({ imported: 5, alreadyThere: 0, failed: [] });
    expect((await listRows()).map(({ type, globalKey }) => [type, globalKey])).toEqual([
      ['text', 't'],
      ['html', 'rows.jsonl:2'],
      ['html', `${url}/page.html?x=1`],
      ['conversational', `${url}/chat.json`],
      ['image', `${url}/picture.jpg`],
    ]);
    expect((await readRow(3)).metadata).toEqual({ site: 'a', shelf: 3 });
  });

  test('that have no row, or one in two ways, say so', async () => {
    const { body } = await uploadLines([
      { id: 'nothing' },
      { text: 'a', html: 'b' },
      { text: 7 },
      { url: '' },
    ]);
    expect(body.failed.map(({ problem }) => problem.message)).toEqual([
      expect.stringContaining('has no data row'),
      expect.stringContaining('has "text" and "html", but is one data row'),
      expect.stringContaining('has a "text" that is no text'),
      expect.stringContaining('has no url'),
    ]);
  });
});

describe('attachments', () => {
  test('come with a line, are kept in their order and served by their hash', async () => {
    const attachments = [
      { type: 'text', text: 'read me first' },
      { type: 'image', url: `${url}/picture.jpg` },
      { type: 'image', url: dataUrl() },
    ];
    const line = { text: 'words', id: 'a', attachments, site: 'B' };
    expect((await uploadLines([line])).body.imported).toBe(1);
    const row = await readRow(0);
    expect(row).toMatchObject({ attachmentCount: 3, metadata: { site: 'B' } });
    expect(row.attachments).toMatchObject([
      attachments[0],
      { type: 'image', image: { width: 40, height: 60 }, sourceUrl: `${url}/picture.jpg` },
      { type: 'image', sourceUrl: null },
    ]);
    const [, image] = row.attachments;
    const hash = image?.type === 'image' ? image.asset.hash : '';
    const answer = await get(`/api/v1/data-rows/${row.id}/images/${hash}`);
    expect(answer.rawPayload.equals(picture)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const small = await get(`/api/v1/data-rows/${row.id}/images/${hash}?thumbnail=30`);
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ width: 20, height: 30 });
    const other = await get(`/api/v1/data-rows/${row.id}/images/${'0'.repeat(64)}`);
    expect([other.statusCode, other.json().code]).toEqual([404, 'INPUT_NOT_FOUND']);

    expect((await uploadLines([line])).body.alreadyThere).toBe(1);
    const { body } = await uploadLines([{ ...line, attachments: attachments.slice(1) }]);
    expect(body.failed).toMatchObject([{ problem: { code: 'INPUT_NAME_TAKEN' } }]);
  });

  test('that cannot be read fail their row alone, with the place', async () => {
    const { body } = await uploadLines([
      { text: 'a', attachments: 'x' },
      { text: 'b', attachments: [{ type: 'video', url: 'https://example.com' }] },
      { text: 'c', attachments: [{ type: 'image', url: `${url}/gone` }] },
      { text: 'd', attachments: Array(33).fill({ type: 'text', text: 'x' }) },
      { text: 'e', attachments: [] },
    ]);
    expect(body.imported).toBe(1);
    expect(body.failed.map(({ problem }) => problem.message)).toEqual([
      expect.stringContaining('attachments: must be a list'),
      expect.stringContaining('attachments[0].type: must be an object like {"type": "image"'),
      expect.stringContaining(`${url}/gone`),
      expect.stringContaining('attachments: has more than 32'),
    ]);
  });
});
