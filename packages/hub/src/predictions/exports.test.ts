import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createAuditLog } from '../access/audit.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createExportRoutes } from './export-routes.ts';
import { createExportStore } from './export-store.ts';
import { insertRun, type PlannedItem } from './testing/insert-run.ts';

let hub: TestHub;
let runId: string;

const answer = (words: string, confidence: number | null = 1): Annotation => ({
  kind: 'free_text',
  class: 'echo',
  confidence,
  text: words,
});

beforeAll(async () => {
  hub = await createTestHub();
  await hub.app.listen({ port: 0, host: '127.0.0.1' });
  ({ runId } = await insertRun(hub, [
    { text: 'one', annotations: [answer('first', 0.9), answer('second', 0.4)] },
    { text: 'two', state: 'failed', code: 'MODEL_TIMEOUT' },
    { text: 'three', annotations: [answer('=1+1\u2028', null)] },
    { text: 'four', annotations: [] },
  ]));
});
afterAll(() => hub.end());

/** Asks over a real connection, of which a test sees how it ends. */
async function request(query: string, run = runId): Promise<IncomingMessage> {
  const port = hub.app.addresses()[0]?.port;
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  const asked = get(`http://127.0.0.1:${port}/api/v1/runs/${run}/export?${query}`, { headers });
  const [response] = await once(asked, 'response');
  return response;
}

async function download(query: string, run = runId): Promise<string> {
  const response = await request(query, run);
  const body = await text(response);
  expect([query, response.statusCode, response.complete]).toEqual([query, 200, true]);
  return body;
}

test('lines hold all predictions, in the order of the dataset, or what was selected', async () => {
  const words = async (query: string) =>
    (await download(`format=jsonl${query}`))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).annotations.map((it: { text: string }) => it.text));
  expect(await words('')).toEqual([['first', 'second'], ['=1+1\u2028'], []]);
  expect(await words('&minimumConfidence=0.5')).toEqual([['first']]);
  expect(await words('&class=echo&minimumConfidence=0.4')).toEqual([['first', 'second']]);
  expect(await words('&class=other')).toEqual([]);
});

test('CSV is raw unless it is asked for as safe, and its name says which (fault F8)', async () => {
  const raw = await request('format=csv');
  expect(raw.headers['content-disposition']).toBe('attachment; filename="A run.raw.csv"');
  expect(await text(raw)).toContain(',=1+1\u2028,');
  const safe = await request('format=csv&safe=1');
  expect(safe.headers['content-disposition']).toBe('attachment; filename="A run.spreadsheet.csv"');
  expect(safe.headers['content-type']).toContain('text/csv');
  expect(await text(safe)).toContain(",'=1+1\u2028,");
  expect(await download('format=csv&safe=0')).toContain(',=1+1\u2028,');
});

test('COCO results and their legend are whole JSON, though nothing was drawn', async () => {
  expect(JSON.parse(await download('format=coco-results'))).toEqual([]);
  expect(JSON.parse(await download('format=coco-legend'))).toMatchObject({
    images: [],
    annotations: [],
    categories: [],
    info: { losses: [{ code: 'NOT_DRAWN', count: 3 }] },
  });
});

test.each([
  ['format=xml', /format/],
  ['', /format/],
  ['format=jsonl&safe=1', /safe: belongs to format=csv alone/],
  ['format=csv&safe=perhaps', /safe/],
  ['format=csv&minimumConfidence=2', /minimumConfidence/],
  ['format=csv&state=failed', /state/],
])('the query %s of an export is refused, with what was wanted', async (query, message) => {
  const response = await hub.ask('GET', `/api/v1/runs/${runId}/export?${query}`);
  expect(response).toMatchObject({
    status: 400,
    body: { code: 'INPUT_INVALID', message: expect.stringMatching(message) },
  });
});

test('a run may be called anything: its file is called so as far as files may (fault F9)', async () => {
  const names: [run: string, header: string][] = [
    ['../..\\etc/passwd', 'filename="etc passwd.jsonl"'],
    ['a"; filename="evil.exe', 'filename="a ; filename= evil.exe.jsonl"'],
    ['x\r\nSet-Cookie: a=b', 'filename="x Set-Cookie  a=b.jsonl"'],
    ['Straße 漢', "filename*=UTF-8''Stra%C3%9Fe%20%E6%BC%A2.jsonl"],
    ['...', `filename=${runId}.jsonl`],
  ];
  for (const [name, header] of names) {
    await hub.database.pool.query('update runs set name = $2 where id = $1', [runId, name]);
    const response = await request('format=jsonl');
    expect([name, response.headers['content-disposition']]).toEqual([
      name,
      expect.stringContaining(header),
    ]);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(JSON.parse((await text(response)).split('\n')[0] ?? '').run.name).toBe(name);
  }
  await hub.database.pool.query("update runs set name = 'A run' where id = $1", [runId]);
});

test('whatever stands in names and texts, each line is one document and says it back (fault F9)', async () => {
  const words = 'a "quoted"\u2028text\u2029 with\r\nlines, \u0085, \\ and 🎉';
  const { runId: run, itemIds } = await insertRun(hub, [
    { text: 'x', annotations: [answer(words)] },
  ]);
  await hub.database.pool.query(
    'update runs set model_name = $2, dataset_name = $2, name = $2 where id = $1',
    [run, words],
  );
  await hub.database.pool.query(
    'update data_rows set global_key = $2 from run_items where data_row_id = data_rows.id and run_items.id = $1',
    [itemIds[0], words],
  );
  const lines = (await download('format=jsonl', run)).split(/[\n\r\u0085\u2028\u2029]/);
  expect(lines).toEqual([expect.any(String), '']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    run: { name: words },
    model: { name: words },
    dataset: { name: words },
    dataRow: { globalKey: words },
    annotations: [{ text: words }],
  });
});

test('images of COCO are numbered from 1 in every export, whatever numbers they came with (fault F9)', async () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const annotations: Annotation[] = [{ kind: 'bounding_box', class: 'echo', confidence: 1, box }];
  const { runId: run, itemIds } = await insertRun(hub, [
    { text: '4294967299', annotations },
    { text: '9007199254740993', annotations: [] },
    { text: '-1', annotations },
  ]);
  await hub.database.pool.query(
    `update data_rows set type = 'image', width = 9, height = 9, orientation = 1, global_key = text, text = null
     from run_items where data_row_id = data_rows.id and run_items.id = any($1)`,
    [itemIds],
  );
  for (const _ of ['once', 'again']) {
    const legend = JSON.parse(await download('format=coco-legend', run));
    expect(legend.images).toMatchObject([
      { id: 1, file_name: '4294967299' },
      { id: 2, file_name: '9007199254740993' },
      { id: 3, file_name: '-1' },
    ]);
    expect(JSON.parse(await download('format=coco-results', run))).toMatchObject([
      { image_id: 1, bbox: [1, 2, 3, 4] },
      { image_id: 3 },
    ]);
  }
});

/** A run whose export is larger than what lies in the buffers of a connection. */
async function insertLargeRun(length = 1_000_000): Promise<string> {
  const words = 'x'.repeat(length);
  const items = Array.from({ length: 30 }, (_, index) => ({
    text: `row ${index}`,
    annotations: [answer(words + index)],
  }));
  return (await insertRun(hub, items)).runId;
}

/** How an answer ends. */
async function readToTheEnd(response: IncomingMessage): Promise<string> {
  return await text(response).then(
    () => 'whole',
    (error: Error) => error.message,
  );
}

test('an export that fails in the middle does not end like a whole one (fault E10)', async () => {
  const run = await insertLargeRun();
  const response = await request('format=jsonl', run);
  await once(response, 'readable');
  await hub.database.pool.query('alter table predictions rename to predictions_away');
  try {
    expect(await readToTheEnd(response)).toBe('aborted');
    expect(response.complete).toBe(false);
  } finally {
    await hub.database.pool.query('alter table predictions_away rename to predictions');
  }
});

test('an export of a run that goes away in the middle does not end like a whole one', async () => {
  const run = await insertLargeRun();
  const response = await request('format=jsonl', run);
  await once(response, 'readable');
  // At one moment: without its predictions alone, what is left of it would be written to its end.
  const deletions = ['predictions where run_id', 'run_items where run_id', 'runs where id'];
  await hub.database.pool.query(deletions.map((it) => `delete from ${it} = '${run}'`).join(';'));
  expect(await readToTheEnd(response)).toBe('aborted');
});

test('while an export waits for its reader it holds no connection to the database, and then it goes on', async () => {
  const run = await insertLargeRun(600_000);
  const busy = () => {
    const { totalCount, idleCount } = hub.database.pool;
    return totalCount - idleCount;
  };
  const response = await request('format=jsonl', run);
  await once(response, 'readable');
  await expect.poll(busy).toBe(0);
  // By now the batch behind the one that waits is read, and lies elsewhere.
  const lines = (await text(response)).trimEnd().split('\n');
  const ends = lines.map((line) => JSON.parse(line).annotations[0].text.replaceAll('x', ''));
  expect(ends).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
});

test('an export whose reader goes away frees its connection to the database', async () => {
  const run = await insertLargeRun();
  const response = await request('format=jsonl', run);
  await once(response, 'readable');
  response.destroy();
  await expect.poll(() => hub.database.pool.totalCount - hub.database.pool.idleCount).toBe(0);
});

test('who exports what is in the audit', async () => {
  await hub.app.inject({
    url: `/api/v1/runs/${runId}/export?format=csv&class=echo`,
    headers: { authorization: `Bearer ${hub.apiKey}` },
  });
  const { body } = await hub.ask<{ items: object[] }>('GET', '/api/v1/audit?action=run:exported');
  expect(body.items[0]).toMatchObject({
    subjectId: runId,
    details: { format: 'csv', class: 'echo' },
  });
});

test('a reader who takes nothing and does not go away is given up, and all is freed', async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('principal', null);
  app.addHook('onRequest', async (asked) => {
    asked.principal = {
      organisationId: 'o',
      actor: 'key:k',
      name: 'test',
      address: null,
      permissions: new Set(),
    };
  });
  const freed = Promise.withResolvers<void>();
  async function* endless() {
    try {
      for (;;) yield Buffer.alloc(100_000, 'x');
    } finally {
      freed.resolve();
    }
  }
  const file = { fileName: 'a.jsonl', mediaType: 'text/plain', pieces: endless() };
  createExportRoutes({ open: async () => file }, 100).register(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${app.addresses()[0]?.port}/api/v1/runs/${runId}/export?format=jsonl`;
  const [response] = await once(get(url), 'response');
  await freed.promise;
  expect(await readToTheEnd(response)).toBe('aborted');
});

test('nothing is left out where a batch ends at a large prediction, and texts of all sizes are whole', async () => {
  const sizes = [10, 900_000, 70_000, 1_300_000, 30, 65_536, 1_100_000, 900_000, 5];
  const words = sizes.map((size, index) => `${index} ${'ü'.repeat(size / 2)}`);
  const items = words.flatMap((found, index): PlannedItem[] => [
    { text: `large ${index}`, annotations: [answer(found)] },
    { text: `none ${index}`, state: 'failed', code: 'MODEL_TIMEOUT' },
  ]);
  const { runId: run } = await insertRun(hub, items);
  const lines = (await download('format=jsonl', run)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).annotations[0].text)).toEqual(words);
});

test('a prediction whose data row is gone fails an export aloud', async () => {
  const { runId: run, itemIds } = await insertRun(hub, [
    { text: 'stays', annotations: [answer('one')] },
    { text: 'goes', annotations: [answer('two')] },
  ]);
  await hub.database.pool.query(
    'delete from data_rows using run_items where data_rows.id = data_row_id and run_items.id = $1',
    [itemIds[1]],
  );
  expect((await request('format=jsonl', run)).statusCode).toBe(500);
});

test('large predictions are read a few at a time', async () => {
  const run = await insertLargeRun();
  const { rows } = await hub.database.pool.query<{ organisation_id: string }>(
    'select organisation_id from runs where id = $1',
    [run],
  );
  const store = createExportStore(hub.database, createAuditLog());
  const scope = { organisationId: rows[0]?.organisation_id ?? '', runId: run };
  const sizes: number[] = [];
  let after: string | null = null;
  for (;;) {
    const batch = await store.readBatch(scope, { after, limit: 500, largestBytes: 2_500_000 });
    if (batch.length === 0) break;
    sizes.push(batch.length);
    after = batch.at(-1)?.dataRow.id ?? null;
  }
  expect(sizes).toEqual(Array.from({ length: 15 }, () => 2));
  const first = await store.readBatch(scope, { after: null, limit: 500, largestBytes: 10 });
  expect(first).toHaveLength(1);
});
