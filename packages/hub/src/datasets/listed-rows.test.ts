import type { DataRowPlaces, DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { DataRowItem } from '@patchbay/core/api/item-routes.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../runs/testing/scripted-model.ts';
import { registerEcho, startRun, waitForEnd } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let model: ScriptedModel;
let datasetId: string;
let rows: DataRowView[];
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  model = await startScriptedModel();
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Mixed' });
  datasetId = body.id;
  const lines = Array.from({ length: 204 }, (_, number) => ({
    text: number === 7 ? 'A wet 100% parcel' : `Text ${number}`,
    id: `row-${String(999 - number)}`,
    ...(number % 3 === 0 && { shelf: number % 2 ? 'A' : 7 }),
  }));
  const page = { html: '<p>Rain</p>', id: 'a page' };
  const talk = { messages: [{ role: 'user', content: 'Where is "it"?' }], id: 'a talk' };
  const list = [...lines, page, talk].map((line) => JSON.stringify(line)).join('\n');
  await hub.upload(`/api/v1/datasets/${datasetId}/import?format=rows-jsonl`, { 'a.jsonl': list });
  rows = await listPage('limit=60');
});
afterAll(async () => {
  await hub.end();
  await model.close();
});

async function listPage(query: string): Promise<DataRowView[]> {
  const { body } = await hub.ask<{ items: DataRowView[] }>(
    'GET',
    `/api/v1/datasets/${datasetId}/data-rows?${query}`,
  );
  return body.items;
}

async function findPlaces(query = ''): Promise<DataRowPlaces> {
  const url = `/api/v1/datasets/${datasetId}/data-rows/places?${query}`;
  return (await hub.ask<DataRowPlaces>('GET', url)).body;
}

test.each(['import', 'key'])(
  'every page of a list by %s is found by its place alone',
  async (order) => {
    const { total, pageSize, cursors } = await findPlaces(`order=${order}`);
    expect({ total, cursors: cursors.length }).toEqual({ total: 206, cursors: 2 });
    const pages = await Promise.all(
      ['', ...cursors.map((cursor) => `&cursor=${cursor}`)].map((from) =>
        listPage(`order=${order}&limit=${pageSize}${from}`),
      ),
    );
    const keys = pages.flat().map((row) => row.globalKey);
    expect(keys).toHaveLength(206);
    expect(new Set(keys).size).toBe(206);
    if (order === 'key') expect(keys.slice(0, 3)).toEqual(['a page', 'a talk', 'row-796']);
    else expect(keys[0]).toBe('row-999');
  },
);

test.each([
  ['type=html', ['a page']],
  ['text=100%25', ['row-992']],
  ['text=PAGE', ['a page']],
  [`text=${encodeURIComponent('where is "it"')}`, ['a talk']],
  ['text=nowhere', []],
  [
    'field=shelf&value=7&text=Text+1',
    [
      'row-987',
      'row-981',
      'row-897',
      'row-891',
      'row-885',
      'row-879',
      'row-873',
      'row-867',
      'row-861',
      'row-855',
      'row-849',
      'row-843',
      'row-837',
      'row-831',
      'row-825',
      'row-819',
      'row-813',
      'row-807',
      'row-801',
    ],
  ],
])('a list is narrowed by %s, and its places count the same rows', async (query, keys) => {
  expect((await listPage(query)).map((row) => row.globalKey)).toEqual(keys);
  expect((await findPlaces(query)).total).toBe(keys.length);
});

test('a field of metadata is found whatever its value is', async () => {
  expect((await findPlaces('field=shelf')).total).toBe(68);
});

test.each([
  ['value=7', 'value: belongs to a field of metadata'],
  ['field=', 'field: must be the name of a field'],
  [`predicted=none&modelId=${crypto.randomUUID()}`, 'predicted:'],
  ['text=x', 'text: must have two characters'],
])('%s is refused with what was wanted', async (query, message) => {
  for (const list of ['data-rows', 'data-rows/places']) {
    const { status, body } = await hub.ask('GET', `/api/v1/datasets/${datasetId}/${list}?${query}`);
    expect([status, body.message]).toEqual([400, expect.stringContaining(message)]);
  }
});

test('rows are found by what models said of them, and each lists its items of all runs', async () => {
  const [first, second, third] = rows;
  const modelId = await registerEcho(hub, model);
  const other = await registerEcho(hub, model);
  const over = (...chosen: (DataRowView | undefined)[]) => ({
    selection: { dataRowIds: chosen.map((row) => row?.id) },
  });
  const early = await startRun(hub, modelId, datasetId, over(first, second));
  await waitForEnd(hub, early);
  const late = await startRun(hub, other, datasetId, over(second));
  await waitForEnd(hub, late);

  expect((await findPlaces('predicted=some')).total).toBe(2);
  expect((await findPlaces('predicted=none')).total).toBe(204);
  expect(await listPage(`modelId=${other}`)).toMatchObject([{ id: second?.id }]);
  const itemsOf = async (row: DataRowView | undefined, query = '') =>
    (
      await hub.ask<{ items: DataRowItem[]; nextCursor: string | null }>(
        'GET',
        `/api/v1/data-rows/${row?.id}/items?${query}`,
      )
    ).body;
  expect((await itemsOf(second)).items).toMatchObject([
    {
      state: 'succeeded',
      hasPrediction: true,
      run: { id: late },
      model: { id: other, revision: 1 },
    },
    { state: 'succeeded', annotationCount: 1, run: { id: early }, model: { id: modelId } },
  ]);
  expect((await itemsOf(third)).items).toEqual([]);
  const page = await itemsOf(second, 'limit=1');
  expect((await itemsOf(second, `limit=1&cursor=${page.nextCursor}`)).items).toMatchObject([
    { run: { id: early } },
  ]);
});

test('a row says what stands before and after it in its dataset', async () => {
  const [first, second, third] = rows;
  const read = async (id = '') => (await hub.ask('GET', `/api/v1/data-rows/${id}`)).body;
  expect(await read(second?.id)).toMatchObject({
    datasetName: 'Mixed',
    text: 'Text 1',
    previousId: first?.id,
    nextId: third?.id,
  });
  expect(await read(first?.id)).toMatchObject({ previousId: null });
});
