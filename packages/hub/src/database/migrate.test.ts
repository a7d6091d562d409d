import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, requireCurrentSchema } from './migrate.ts';
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
    'deployment', // one row for all of them
    'organization',
    'schema_migrations',
    'session',
    'user',
    'verification',
  ]);
});

test('a worker starts on the tables that it knows, and on no others: older ones are the business of the hub (fault E20)', async () => {
  await requireCurrentSchema(database);
  const { rows } = await database.pool.query(
    `delete from schema_migrations where created_at = (select max(created_at) from schema_migrations)
     returning hash, created_at`,
  );
  await expect(requireCurrentSchema(database)).rejects.toMatchObject({
    code: 'STORAGE_SCHEMA_OLDER',
    message: expect.stringContaining('Start the hub of this version first'),
  });
  await database.pool.query('insert into schema_migrations (hash, created_at) values ($1, $2)', [
    rows[0].hash,
    rows[0].created_at,
  ]);
});

test('a database of a newer version is refused by name of what is known, by hubs and workers (fault E20)', async () => {
  await database.pool.query(
    "insert into schema_migrations (hash, created_at) values ('from the future', 9999999999999)",
  );
  await expect(migrate(database)).rejects.toMatchObject({
    code: 'STORAGE_SCHEMA_NEWER',
    message: expect.stringContaining('newer version of Patchbay'),
  });
  await expect(requireCurrentSchema(database)).rejects.toMatchObject({
    code: 'STORAGE_SCHEMA_NEWER',
  });
});
