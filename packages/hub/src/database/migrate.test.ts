import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('migrating again, and by several hubs at once, changes nothing', async () => {
  await Promise.all([migrate(database), migrate(database), migrate(database)]);
  const { rows } = await database.pool.query(
    'select count(*)::int as count from schema_migrations',
  );
  expect(rows[0].count).toBeGreaterThan(0);
});

test('every table of ours carries the organisation', async () => {
  const { rows } = await database.pool.query<{ table_name: string }>(`
    select table_name from information_schema.tables t
    where table_schema = 'public' and not exists (
      select from information_schema.columns c
      where c.table_schema = t.table_schema and c.table_name = t.table_name
        and c.column_name in ('organisation_id', 'organization_id'))
    order by table_name`);
  expect(rows.map((row) => row.table_name)).toEqual([
    'account',
    'apikey', // names it in reference_id
    'organization',
    'schema_migrations',
    'session',
    'user',
    'verification',
  ]);
});

test('a database of a newer version is refused by name of what is known', async () => {
  await database.pool.query(
    "insert into schema_migrations (hash, created_at) values ('from the future', 9999999999999)",
  );
  await expect(migrate(database)).rejects.toMatchObject({
    code: 'STORAGE_SCHEMA_NEWER',
    message: expect.stringContaining('newer version of Patchbay'),
  });
});
