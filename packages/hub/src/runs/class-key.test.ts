import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, migrateUpTo } from '../database/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import { classKey, createClassKeys } from './class-key.ts';

const runId = '0199c0de-0000-7000-8000-00000000000a';
const names = ['Straße', 'car', ''];

/** The last moment at which classes were kept by their names. */
const before = 1795660301761;

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

test('a class of a run has one key, whoever computes it, and no other has it', () => {
  const keyOf = createClassKeys();
  const keys = names.map((name) => keyOf(runId, name));
  expect(names.map((name) => keyOf(runId, name))).toEqual(keys);
  expect(names.map((name) => classKey(runId.toUpperCase(), name))).toEqual(keys);
  const other = keyOf('0199c0de-0000-7000-8000-00000000000b', 'car');
  expect(new Set([...keys, other]).size).toBe(names.length + 1);
});

test('classes that were kept by their names are found by their keys once the tables are up to date', async () => {
  await migrateUpTo(database, before);
  await database.pool.query(
    `insert into prediction_classes (organisation_id, run_id, class, confidence, item_id)
     select $1, $1, class, 0.5, $1 from unnest($2::text[]) as class`,
    [runId, names],
  );
  await migrate(database);
  const { rows } = await database.pool.query<{ key: string }>(
    'select class_key as key from prediction_classes order by class_key',
  );
  const keys = names.map((name) => classKey(runId, name));
  expect(rows.map(({ key }) => BigInt(key))).toEqual(keys.sort((a, b) => (a < b ? -1 : 1)));
});
