import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../database/database.ts';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import { createBegunStore } from './begun-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const organisationId = '0199c0de-0000-7000-8000-000000000001';
const runId = '0199c0de-0000-7000-8000-000000000002';
const items = ['a', 'b', 'c'].map((digit) => `0199c0de-0000-7000-8000-00000000001${digit}`);
const [first = '', second = '', third = ''] = items;

/** A chunk of a run that nothing else knows, with items that wait. */
async function insertChunk(chunkId: string) {
  const { pool } = database;
  await pool.query('delete from run_items');
  await pool.query(
    `insert into run_items (id, organisation_id, run_id, chunk_id, data_row_id)
     select id, $1, $2, $3, id from unnest($4::uuid[]) as id`,
    [organisationId, runId, chunkId, items],
  );
  return { organisationId, runId, chunkId };
}

test('items that were begun by a holder who died are looked at with care; one that was alone died once more (fault E12)', async () => {
  const begun = createBegunStore(database);
  const key = await insertChunk('0199c0de-0000-7000-8000-000000000003');
  await begun.write(key, { first, last: first });
  await begun.write(key, { first, last: second });
  expect(await begun.takeOver(key)).toBe(2);
  expect(Object.fromEntries(await begun.listCrashes(key))).toEqual({ [first]: 1, [second]: 1 });
  expect(await begun.takeOver(key)).toBe(0);

  await begun.write(key, { first: second, last: second });
  expect(await begun.takeOver(key)).toBe(1);
  expect(Object.fromEntries(await begun.listCrashes(key))).toEqual({ [first]: 1, [second]: 2 });

  await begun.write(key, { first, last: third });
  await begun.clear(key);
  expect(await begun.takeOver(key)).toBe(0);
});

test('of two who take a chunk over at the same moment one goes away', async () => {
  const begun = createBegunStore(database);
  const key = await insertChunk('0199c0de-0000-7000-8000-000000000004');
  await begun.write(key, { first, last: third });
  const taken = await Promise.allSettled([begun.takeOver(key), begun.takeOver(key)]);
  const counts = taken.map((it) => (it.status === 'fulfilled' ? it.value : -1));
  expect(Math.max(...counts)).toBe(3);
  expect(Math.min(...counts)).toBeLessThanOrEqual(0);
});

test('what is begun is written down while a save still holds the rows of the chunk', async () => {
  const begun = createBegunStore(database);
  const key = await insertChunk('0199c0de-0000-7000-8000-000000000005');
  await withTransaction(database, async (client) => {
    await client.query('lock table run_chunks, run_items, runs in exclusive mode');
    await begun.write(key, { first, last: second });
  });
  expect(await begun.takeOver(key)).toBe(2);
});
