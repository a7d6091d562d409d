import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { Database } from '@patchbay/hub/database/database.ts';

/** A place in which a secret could be, and what is written there. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The two files of a data folder that are secrets, and nothing else. */
const secretFiles = new Set(['secret-key', 'api-key']);

/** All files of a data folder (database and write-ahead log, storage, logs), unpacked where they are packed. */
export async function readFiles(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places: Place[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!entry.isFile() || secretFiles.has(name)) continue;
    const bytes = await readFile(path);
    places.push({ name, bytes }, ...unpack(name, bytes));
  }
  return places;
}

const zstdMagic = Buffer.from('28b52ffd', 'hex');

export function unpack(name: string, bytes: Buffer): Place[] {
  if (!bytes.subarray(0, 4).equals(zstdMagic)) return [];
  return [{ name: `${name}, unpacked`, bytes: zstdDecompressSync(bytes) }];
}

/** All rows of all tables, as text: PostgreSQL packs what is long, so that its files do not show it. */
export async function readRows({ pool }: Database): Promise<Place[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const places: Place[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    places.push({
      name: `table ${name}`,
      bytes: Buffer.from(rows.map(({ row }) => row).join('\n')),
    });
  }
  return places;
}
