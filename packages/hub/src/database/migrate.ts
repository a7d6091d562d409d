import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import * as z from 'zod';
import type { Database } from './database.ts';

const migrationsFolder = join(import.meta.dirname, 'migrations');
const journalSchema = z.looseObject({
  entries: z.array(z.looseObject({ idx: z.number(), when: z.number(), tag: z.string() })),
});

const snapshotSchema = z.object({ tables: z.record(z.string(), z.object({ name: z.string() })) });

/** A change of the tables: when it was made, in milliseconds, and its name. */
interface Migration {
  readonly when: number;
  readonly tag: string;
}

async function readJournal(): Promise<z.infer<typeof journalSchema>> {
  const text = await readFile(join(migrationsFolder, 'meta/_journal.json'), 'utf8');
  return journalSchema.parse(JSON.parse(text));
}

/** Any number that no other program locks: "patchbay" in telephone keys. */
const advisoryLock = 72_824_229;

/**
 * Brings the tables to the newest form. Hubs that start together wait for each other. A database
 * that a newer version has written is left alone: STORAGE_SCHEMA_NEWER. One that does not answer is
 * STORAGE_DATABASE_FAILED.
 */
export async function migrate(database: Pick<Database, 'pool'>): Promise<void> {
  await migrateFrom(database, migrationsFolder);
}

/**
 * Makes the tables of an empty database as an older version had them: with all migrations up to a moment, in
 * milliseconds. A moment at which none was made is STORAGE_SCHEMA_NEWER.
 */
export async function migrateUpTo(database: Pick<Database, 'pool'>, when: number): Promise<void> {
  const { entries, ...journal } = await readJournal();
  const wanted = entries.filter((entry) => entry.when <= when);
  const known = await readNewestMigration();
  if (wanted.at(-1)?.when !== when) refuseNewer({ newestMs: Number.POSITIVE_INFINITY, known });
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-migrations-'));
  try {
    await cp(migrationsFolder, folder, { recursive: true });
    const text = JSON.stringify({ ...journal, entries: wanted });
    await writeFile(join(folder, 'meta/_journal.json'), text);
    await migrateFrom(database, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The newest migration that this version knows. */
export async function readNewestMigration(): Promise<Migration> {
  const newest = (await readJournal()).entries.at(-1);
  if (!newest) throw new Error('There are no migrations.');
  return { when: newest.when, tag: newest.tag };
}

/** The tables that this version makes: a database may hold those of others beside them. */
export async function listOwnTables(): Promise<string[]> {
  const newest = (await readJournal()).entries.at(-1);
  const name = `${String(newest?.idx).padStart(4, '0')}_snapshot.json`;
  const text = await readFile(join(migrationsFolder, 'meta', name), 'utf8');
  return Object.values(snapshotSchema.parse(JSON.parse(text)).tables).map((table) => table.name);
}

async function migrateFrom(database: Pick<Database, 'pool'>, folder: string): Promise<void> {
  const client = await connect(database);
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    refuseNewer(await compareSchema(client));
    await applyMigrations(drizzle(client), {
      migrationsFolder: folder,
      migrationsSchema: 'public',
      migrationsTable: 'schema_migrations',
    });
  } finally {
    // Closing the connection gives the lock back, whatever happened on it.
    client.release(true);
  }
}

/**
 * Refuses a database whose tables are not those that this version knows, for a process that changes
 * none: STORAGE_SCHEMA_NEWER, STORAGE_SCHEMA_OLDER, or STORAGE_DATABASE_FAILED where it does not answer.
 */
export async function requireCurrentSchema(database: Pick<Database, 'pool'>): Promise<void> {
  const client = await connect(database);
  try {
    const schema = await compareSchema(client);
    refuseNewer(schema);
    if (schema.newestMs === schema.known.when) return;
    throw new PatchbayError({
      code: 'STORAGE_SCHEMA_OLDER',
      message: `The database has tables of an older version of Patchbay; this one wants ${schema.known.tag}. Start the hub of this version first: it brings the tables up to date.`,
    });
  } finally {
    client.release();
  }
}

async function connect(database: Pick<Database, 'pool'>): Promise<pg.PoolClient> {
  return await database.pool.connect().catch((cause: Error) => {
    throw new PatchbayError({
      code: 'STORAGE_DATABASE_FAILED',
      message: `The database cannot be reached: ${cause.message || String(cause)}.`,
      cause,
    });
  });
}

interface SchemaComparison {
  /** When the newest migration was made that the database has had; null where it has had none. */
  readonly newestMs: number | null;
  /** The newest that this version knows. */
  readonly known: Migration;
}

async function compareSchema(client: pg.PoolClient): Promise<SchemaComparison> {
  const known = await readNewestMigration();
  const { rows: tables } = await client.query<{ present: boolean }>(
    "select to_regclass('public.schema_migrations') is not null as present",
  );
  if (!tables[0]?.present) return { newestMs: null, known };
  const { rows } = await client.query<{ newest: string | null }>(
    'select max(created_at) as newest from public.schema_migrations',
  );
  const newest = rows[0]?.newest ?? null;
  return { newestMs: newest === null ? null : Number(newest), known };
}

function refuseNewer({ newestMs, known }: SchemaComparison): void {
  if (newestMs === null || newestMs <= known.when) return;
  throw new PatchbayError({
    code: 'STORAGE_SCHEMA_NEWER',
    message: `The database has tables of a newer version of Patchbay; this one knows them up to ${known.tag}.`,
  });
}
