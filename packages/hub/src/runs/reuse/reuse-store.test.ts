import { isDeepStrictEqual } from 'node:util';
import { defaultVideoSampling } from '@patchbay/core/data-row/video-sampling.ts';
import { succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import type { PendingItem } from '../item-store.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  registerEcho,
  startRun,
  waitForEnd,
} from '../testing/start-run.ts';
import { reuseResults } from './reuse-results.ts';
import { createReuseStore, type EarlierResult, type ReuseStore } from './reuse-store.ts';

let hub: TestHub;
let reuse: ReuseStore;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  reuse = createReuseStore(hub.database);
});
afterAll(() => hub.end());

function query<Row extends object>(text: string, values: unknown[] = []) {
  return hub.database.pool.query<Row>(text, values);
}

/** Two runs of one revision: one that found something for a data row, and a later one without items. */
async function openRuns() {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const [modelId, datasetId] = [await registerEcho(hub, model), await importTexts(hub, ['hello'])];
  const earlier = await startRun(hub, modelId, datasetId);
  await waitForEnd(hub, earlier);
  const later = await startRun(hub, modelId, datasetId, { selection: { withoutResult: true } });
  await waitForEnd(hub, later);
  const [item] = await listItems(hub, earlier);
  if (!item) throw new Error('The run has no item.');
  const { rows } = await query<{ id: string }>('select organisation_id as id from runs limit 1');
  const organisationId = rows[0]?.id ?? '';
  const dataRowId = item.dataRow.id;
  return {
    organisationId,
    earlier,
    later,
    itemId: item.id,
    dataRowId,
    /** What the later run finds for a data row. */
    async find(rowId = dataRowId, byAddress = false): Promise<EarlierResult[]> {
      const lookup = { dataRowIds: [rowId], byAddress };
      return await reuse.find({ organisationId, runId: later }, lookup);
    },
    /** A data row like the first but for one column; it lies in the same dataset. */
    async copyRow(column: string, value: string): Promise<string> {
      const copied = await query<{ id: string }>(
        `insert into data_rows select (jsonb_populate_record(data_rows, jsonb_build_object(
           'id', gen_random_uuid(), 'global_key', gen_random_uuid(), $2::text, $3::jsonb
         ))).* from data_rows where id = $1 returning id`,
        [dataRowId, column, value],
      );
      return copied.rows[0]?.id ?? '';
    },
  };
}

async function setParameters(runId: string, parameters: object): Promise<void> {
  const text = JSON.stringify(parameters);
  await query('update runs set parameters = $2 where id = $1', [runId, text]);
}

/** The same value with the keys of all its objects the other way round. */
function turnKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, turnKeys(inner)]));
}

/** As it comes out of JSON: there is one zero. */
const throughJson = (value: Json): Json => JSON.parse(JSON.stringify(value));

const jsonValue = fc.jsonValue() as fc.Arbitrary<Json>;
const parametersOf = fc.dictionary(fc.string(), jsonValue, { minKeys: 1 });

test('parameters are the same whatever the order of their keys, and others with any other value', async () => {
  const { earlier, later, find } = await openRuns();
  const property = fc.asyncProperty(
    parametersOf,
    jsonValue,
    fc.nat(),
    async (all, other, place) => {
      await setParameters(earlier, all);
      await setParameters(later, turnKeys(all) as object);
      expect(await find()).toHaveLength(1);

      const names = Object.keys(all);
      const name = names[place % names.length] ?? '';
      const isSame = isDeepStrictEqual(throughJson(all[name] ?? null), throughJson(other));
      await setParameters(later, { ...all, [name]: other });
      expect(await find()).toHaveLength(isSame ? 1 : 0);

      const { [name]: _, ...fewer } = all;
      await setParameters(later, fewer);
      expect(await find()).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 150 });
}, 60_000);

test('what decides what the model is given decides whether data rows are equal, and nothing else', async () => {
  const { itemId, find, copyRow } = await openRuns();
  const deciding = {
    type: '"html"',
    asset_hash: '"another"',
    media_type: '"text/markdown"',
    width: '3',
    height: '3',
    orientation: '6',
    duration_ms: '3',
    frame_count: '3',
    turns: '[]',
    attachments: '[{ "type": "text", "text": "Think twice." }]',
  };
  for (const [column, value] of Object.entries(deciding)) {
    expect([column, await find(await copyRow(column, value))]).toEqual([column, []]);
  }
  const other = { metadata: '{ "note": "mine" }', source_url: '"https://example.org/a.txt"' };
  for (const [column, value] of Object.entries(other)) {
    expect([column, await find(await copyRow(column, value))]).toMatchObject([
      column,
      [{ itemId }],
    ]);
  }
});

test('where the model fetches a row from where it came, that address counts as well', async () => {
  const { dataRowId, find, copyRow } = await openRuns();
  const moved = await copyRow('source_url', '"https://example.org/b.txt"');
  expect(await find(moved, true)).toEqual([]);
  expect(await find(moved, false)).toHaveLength(1);
  expect(await find(dataRowId, true)).toHaveLength(1);
});

test('an equal run of another organisation is not looked at', async () => {
  const { organisationId, earlier, find } = await openRuns();
  const { rows } = await query<{ id: string }>(
    `insert into organization (id, name, slug, created_at)
     values (gen_random_uuid(), 'Others', 'others', now()) returning id`,
  );
  const [other] = rows;
  const move = (table: string, column: string, to?: string) =>
    query(`update ${table} set organisation_id = $1 where ${column} = $2`, [to, earlier]);
  for (const [table, column] of [
    ['runs', 'id'],
    ['predictions', 'run_id'],
  ] as const) {
    await move(table, column, other?.id);
    expect([table, await find()]).toEqual([table, []]);
    await move(table, column, organisationId);
    expect(await find()).toHaveLength(1);
  }
});

test('neither a run of another revision is looked at nor what was read as another', async () => {
  const { earlier, find } = await openRuns();
  for (const [table, column] of [
    ['runs', 'id'],
    ['predictions', 'run_id'],
  ] as const) {
    const change = (revisionId: string) =>
      query(`update ${table} set revision_id = $2 where ${column} = $1`, [earlier, revisionId]);
    const { rows } = await query<{ id: string }>(
      'select revision_id as id from runs where id = $1',
      [earlier],
    );
    await change(crypto.randomUUID());
    expect([table, await find()]).toEqual([table, []]);
    await change(rows[0]?.id ?? '');
    expect(await find()).toHaveLength(1);
  }
});

test('an item that did not succeed is not equal to any, whatever stands beside it', async () => {
  const { itemId, find } = await openRuns();
  await query("update run_items set state = 'failed' where id = $1", [itemId]);
  expect(await find()).toEqual([]);
});

/** A database that says how it would carry a statement with values out, in place of doing it. */
async function explainOnly() {
  const client = await hub.database.pool.connect();
  onTestFinished(() => client.release());
  const plans: string[] = [];
  const query = async (text: string, values?: unknown[]) => {
    if (!values) return await client.query(text);
    const { rows } = await client.query<object>(`explain ${text}`, values);
    plans.push(rows.map((row) => Object.values(row)).join('\n'));
    return { rows: [] };
  };
  const lent = Object.assign(Object.create(client), { query, release() {} });
  const pool = Object.assign(Object.create(hub.database.pool), { connect: async () => lent });
  return { database: { ...hub.database, pool }, plans };
}

test('items are found by their data rows, also where the database knows nothing of its tables yet', async () => {
  const { organisationId, earlier, later, dataRowId } = await openRuns();
  await query(
    `insert into run_items (id, organisation_id, run_id, chunk_id, data_row_id, state)
     select gen_random_uuid(), $1, $2, $2, gen_random_uuid(), 'succeeded'
     from generate_series(1, 5000)`,
    [organisationId, earlier],
  );
  const { database, plans } = await explainOnly();
  const lookup = { dataRowIds: [dataRowId], byAddress: false };
  await createReuseStore(database).find({ organisationId, runId: later }, lookup);
  expect(plans).toEqual([expect.stringMatching(/Index Scan using run_items_by_data_row/)]);
});

/** What uses results again for the later run, with what it saved and how often it read. */
async function openReuse({ organisationId, later }: Awaited<ReturnType<typeof openRuns>>) {
  const { rows } = await query<{ id: string }>('select revision_id as id from runs where id = $1', [
    later,
  ]);
  const images = { delivery: 'base64', maximumSide: null } as const;
  const stop = new AbortController();
  const saved: string[] = [];
  const reads: number[] = [];
  let lookups = 0;
  const counting: ReuseStore = {
    async find(...wanted) {
      lookups += 1;
      return await reuse.find(...wanted);
    },
    async read(organisation, revision, itemIds) {
      reads.push(itemIds.length);
      return await reuse.read(organisation, revision, itemIds);
    },
  };
  const parts = {
    organisationId,
    run: { id: later, model: { id: '', name: '', revision: 1, revisionId: rows[0]?.id ?? '' } },
    wish: succeed({ images, video: 'frames' as const, sampling: defaultVideoSampling }),
    reuse: counting,
    stop: stop.signal,
    save: async ({ item: { id } }: { item: PendingItem }) => void saved.push(id),
  };
  return { parts, stop, saved, reads, countLookups: () => lookups };
}

function toItem(dataRowId: string): PendingItem {
  return { id: crypto.randomUUID(), dataRowId, attempts: 0 };
}

test('a result that is gone by the time it is read leaves its item to be sent', async () => {
  const opened = await openRuns();
  const { parts, saved } = await openReuse(opened);
  const item = toItem(opened.dataRowId);
  expect(await reuseResults(parts, [item])).toEqual([]);
  expect(saved).toEqual([item.id]);
  const losing: ReuseStore = {
    ...reuse,
    async read(...wanted) {
      await query('delete from predictions where item_id = $1', [opened.itemId]);
      return await reuse.read(...wanted);
    },
  };
  expect(await reuseResults({ ...parts, reuse: losing }, [item])).toEqual([item]);
  expect(await opened.find()).toEqual([]);
  expect(saved).toEqual([item.id]);
});

test('results are read together, but large ones a few at a time', async () => {
  const opened = await openRuns();
  const { parts, saved, reads } = await openReuse(opened);
  const copies = await Promise.all(
    Array.from({ length: 4 }, () => opened.copyRow('metadata', '{ "note": "a copy" }')),
  );
  const items = copies.map(toItem);
  expect(await reuseResults(parts, items)).toEqual([]);
  expect(reads).toEqual([4]);
  await query('update predictions set warnings = $2 where item_id = $1', [
    opened.itemId,
    JSON.stringify([{ code: 'FIELD_IGNORED', message: 'x'.repeat(900_000), pointer: '' }]),
  ]);
  expect(await reuseResults(parts, items)).toEqual([]);
  expect(reads).toEqual([4, 2, 2]);
  expect(saved).toHaveLength(8);
});

test('once the work is stopped nothing more is looked up, read or saved', async () => {
  const opened = await openRuns();
  const { parts, stop, saved, reads, countLookups } = await openReuse(opened);
  stop.abort();
  await reuseResults(parts, [toItem(opened.dataRowId)]);
  expect([saved, reads, countLookups()]).toEqual([[], [], 0]);
});

test('what cannot be saved is told, unless the work was stopped meanwhile', async () => {
  const opened = await openRuns();
  const { parts, stop } = await openReuse(opened);
  const items = [toItem(opened.dataRowId)];
  const save = () => Promise.reject(new Error('The disk is full.'));
  await expect(reuseResults({ ...parts, save }, items)).rejects.toThrow('The disk is full.');
  const saveLate = () => {
    stop.abort();
    return save();
  };
  expect(await reuseResults({ ...parts, save: saveLate }, items)).toEqual([]);
});
