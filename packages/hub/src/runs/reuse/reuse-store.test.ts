import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@patchbay/core/json.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { createReuseStore } from './reuse-store.ts';
import { openRuns } from './testing/open-runs.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

function query<Row extends object>(text: string, values: unknown[] = []) {
  return hub.database.pool.query<Row>(text, values);
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
  const { earlier, later, find } = await openRuns(hub);
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
  const { itemId, find, copyRow } = await openRuns(hub);
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
  const { dataRowId, find, copyRow } = await openRuns(hub);
  const moved = await copyRow('source_url', '"https://example.org/b.txt"');
  expect(await find(moved, true)).toEqual([]);
  expect(await find(moved, false)).toHaveLength(1);
  expect(await find(dataRowId, true)).toHaveLength(1);
});

test('an equal run of another organisation is not looked at', async () => {
  const { organisationId, earlier, find } = await openRuns(hub);
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
  const { earlier, find } = await openRuns(hub);
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
  const { itemId, find } = await openRuns(hub);
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
  const { organisationId, earlier, later, dataRowId } = await openRuns(hub);
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
