import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

interface Page {
  items: { id: string; name?: string }[];
  nextCursor: string | null;
}

/** The addresses of all lists, with something in each. */
async function fillLists(): Promise<string[]> {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  await registerEcho(hub, model);
  const datasetId = await importTexts(hub, ['a', 'b', 'c']);
  await startRun(hub, modelId, datasetId);
  const runId = await startRun(hub, modelId, datasetId);
  await waitForEnd(hub, runId);
  return [
    '/api/v1/models',
    '/api/v1/datasets',
    `/api/v1/datasets/${datasetId}/data-rows`,
    '/api/v1/runs',
    `/api/v1/runs/${runId}/items`,
  ];
}

async function readPageByPage(url: string): Promise<Page['items']> {
  const items: Page['items'] = [];
  let query = '';
  for (;;) {
    const { status, body } = await hub.ask<Page>('GET', `${url}?limit=1${query}`);
    expect(status).toBe(200);
    items.push(...body.items);
    if (body.nextCursor === null) return items;
    query = `&cursor=${body.nextCursor}`;
  }
}

test('every list is read page by page as it is whole', async () => {
  for (const url of await fillLists()) {
    const whole = await hub.ask<Page>('GET', url);
    const ids = (await readPageByPage(url)).map(({ id }) => id);
    expect([url, ids]).toEqual([url, whole.body.items.map(({ id }) => id)]);
  }
});

test('a cursor that no page gave is refused', async () => {
  const cursors = ['garbage', '***', "' or 1=1 --", '01a1fdd7-0000-7000-8000-000000000000', ''];
  for (const url of await fillLists()) {
    for (const cursor of cursors) {
      const answer = await hub.ask('GET', `${url}?cursor=${encodeURIComponent(cursor)}`);
      expect([url, cursor, answer.status, answer.body.code]).toEqual([
        url,
        cursor,
        400,
        'INPUT_INVALID',
      ]);
    }
  }
});

test('a list by name is read on behind the longest names', async () => {
  const names = ['漢', '語'].map((character) => character.repeat(120));
  for (const name of names) await hub.ask('POST', '/api/v1/datasets', { name });
  const read = await readPageByPage('/api/v1/datasets');
  expect(read.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});
