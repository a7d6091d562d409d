import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from '../database.ts';
import { templateDatabase } from './template-database.ts';

/** A migrated, empty database of its own. `drop` closes its pool and removes it. */
export interface TestDatabase extends Database {
  drop(): Promise<void>;
}

/** Clones the template on the server of the test run. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createFrom(templateDatabase);
}

/** A database without a table, as PostgreSQL makes it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template1');
}

async function createFrom(template: string): Promise<TestDatabase> {
  const serverUrl = inject('databaseServerUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = createDatabase(url.href, { maximumConnections: 10 });
  return {
    ...database,
    async drop() {
      await database.close();
      await execute(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
