import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import * as z from 'zod';
import type { Database } from './database.ts';

const migrationsFolder = join(import.meta.dirname, 'migrations');
const journalSchema = z.object({
  entries: z.array(z.object({ when: z.number(), tag: z.string() })),
});

/** Any number that no other program locks: "patchbay" in telephone keys. */
const advisoryLock = 72_824_229;

/**
 * Brings the tables to the newest form. Hubs that start together wait for each other. A database
 * that a newer version has written is left alone: STORAGE_SCHEMA_NEWER. One that does not answer is
 * STORAGE_DATABASE_FAILED.
 */
export async function migrate(database: Pick<Database, 'pool'>): Promise<void> {
  const client = await database.pool.connect().catch((cause: Error) => {
    throw new PatchbayError({
      code: 'STORAGE_DATABASE_FAILED',
      message: `The database cannot be reached: ${cause.message || String(cause)}.`,
      cause,
    });
  });
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await refuseNewerSchema(client);
    await applyMigrations(drizzle(client), {
      migrationsFolder,
      migrationsSchema: 'public',
      migrationsTable: 'schema_migrations',
    });
  } finally {
    // Closing the connection gives the lock back, whatever happened on it.
    client.release(true);
  }
}

async function refuseNewerSchema(client: pg.PoolClient): Promise<void> {
  const { rows: tables } = await client.query<{ present: boolean }>(
    "select to_regclass('public.schema_migrations') is not null as present",
  );
  if (!tables[0]?.present) return;
  const { rows } = await client.query<{ newest: string | null }>(
    'select max(created_at) as newest from public.schema_migrations',
  );
  const text = await readFile(join(migrationsFolder, 'meta/_journal.json'), 'utf8');
  const known = journalSchema.parse(JSON.parse(text)).entries.at(-1);
  if (rows[0]?.newest && known && Number(rows[0].newest) > known.when) {
    throw new PatchbayError({
      code: 'STORAGE_SCHEMA_NEWER',
      message: `The database has tables of a newer version of Patchbay; this one knows them up to ${known.tag}.`,
    });
  }
}
