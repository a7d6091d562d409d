import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let datasetId: string;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(() => hub.end());
beforeEach(async () => {
  const name = `Broken ${crypto.randomUUID()}`;
  datasetId = (await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name })).body.id;
});

/** The head of a file in a form whose parts are divided by "x". */
const part = (name: string) =>
  `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;

async function send(format: string, payload: string, type = 'multipart/form-data; boundary=x') {
  const answer = await hub.app.inject({
    method: 'POST',
    url: `/api/v1/datasets/${datasetId}/import?format=${format}`,
    headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': type },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function readKeys(): Promise<string[]> {
  const { body } = await hub.ask<{ items: { globalKey: string }[] }>(
    'GET',
    `/api/v1/datasets/${datasetId}/data-rows`,
  );
  return body.items.map((row) => row.globalKey);
}

test.each([
  ['text-lines', 'one\ntwo\nthr'],
  ['files', 'half a fi'],
  ['urls-csv', 'url,id\nhttp://127.0.0.1:9/a.png,1\nhttp://127'],
  ['rows-jsonl', '{"url":"http://127.0.0.1:9/a.png"}\n{"url"'],
])('an upload of the format %s that ends half way is told so', async (format, content) => {
  const { status, body } = await send(format, `${part('a.txt')}${content}`);
  expect([status, body.code]).toEqual([400, 'INPUT_INVALID']);
  expect(body.message).toContain('ended before');
});

test('what was read before an upload broke is kept', async () => {
  await send('text-lines', `${part('a.txt')}${`${'long '.repeat(2000)}\n`.repeat(100)}`);
  expect((await readKeys()).slice(0, 2)).toEqual(['a.txt:1', 'a.txt:2']);
});

test.each([
  ['no boundary', 'abc', 'multipart/form-data'],
  ['no part', '--x--\r\n', undefined],
  [
    'a part without a file name',
    '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nhello\r\n--x--\r\n',
    undefined,
  ],
])('a form with %s is told that it has no file', async (_what, payload, type) => {
  const { status, body } = await send('files', payload, type);
  expect([status, body.code]).toEqual([400, 'INPUT_INVALID']);
  expect(body.message).toContain('file name');
});

test('a line of a list that is too deep, too long a key or no UTF-8 fails alone', async () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const key = Array.from({ length: 1000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7));
  const lines = [
    `{"url":"http://127.0.0.1:9/a.png","deep":${nested}}`,
    JSON.stringify({ url: 'http://127.0.0.1:9/a.png', id: key.join('') }),
    '{"url":"http://127.0.0.1:9/a.png","size":1e400}',
    '{"url":"http://127.0.0.1:9/a.png"}',
  ];
  const list = await hub.upload<ImportReport>(
    `/api/v1/datasets/${datasetId}/import?format=rows-jsonl`,
    { 'list.jsonl': lines.join('\n') },
  );
  expect(list.body.failed.map(({ problem }) => problem.code)).toEqual([
    'INPUT_FILE_UNREADABLE',
    'INPUT_INVALID',
    'INPUT_FILE_UNREADABLE',
    'INPUT_DOWNLOAD_FAILED',
  ]);
  const csv = await hub.upload<ImportReport>(
    `/api/v1/datasets/${datasetId}/import?format=urls-csv`,
    { 'latin.csv': Buffer.from('url,note\nhttp://127.0.0.1:9/a.png,Gr\xfc\xdfe\n', 'latin1') },
  );
  expect(csv.body.failed).toMatchObject([
    {
      source: 'latin.csv:2',
      problem: { code: 'INPUT_FILE_UNREADABLE', message: expect.stringContaining('UTF-8') },
    },
  ]);
});
