import { createHash } from 'node:crypto';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { holdBackFiles } from '../database/backup-lock.ts';
import type { Database } from '../database/database.ts';
import { listOwnTables, readNewestMigration } from '../database/migrate.ts';
import type { FileStorage } from '../storage/asset-storage.ts';
import { countSealsByKey } from '../vault/sealed-columns.ts';
import { type ArchiveWriter, createArchiveWriter } from './archive-writer.ts';
import {
  type BackupInventory,
  type BackupManifest,
  type BackupProgress,
  createManifest,
  entryNames,
} from './backup-format.ts';
import { type BackupTable, copyTarget, listBackupTables } from './backup-tables.ts';
import { listAssets } from './list-assets.ts';

/** Rows are gathered to pieces of so many bytes: the length of each has to be known before it is written. */
const pieceBytes = 4 * 1024 * 1024;

/** Missing files that are named; of the others it is said how many there are. */
const mostMissingNamed = 1000;

export interface WriteBackupParts {
  readonly database: Database;
  readonly storage: FileStorage;
  /** Names of the keys that this process knows: a seal of another opens nowhere any more. */
  readonly knownKeyIds: readonly string[];
  readonly onProgress?: (progress: BackupProgress) => void;
}

/** A backup that is being written. */
export interface BackupWriting {
  /** The archive, as a stream of bytes that are not packed yet. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** Resolves once all of it was read. */
  readonly done: Promise<{ manifest: BackupManifest; inventory: BackupInventory }>;
}

/**
 * Writes all tables as of one moment, while hub and workers go on, then the files that their rows name. Files never
 * change, and none is removed while a backup is written (`backup-lock.ts`): rows and files fit each other.
 */
export function writeBackup(parts: WriteBackupParts): BackupWriting {
  const archive = createArchiveWriter(new Date());
  const done = writeOn(archive, parts);
  done.catch((error: Error) => archive.fail(error));
  return { stream: archive.stream, done };
}

async function writeOn(archive: ArchiveWriter, parts: WriteBackupParts) {
  const client = await parts.database.pool.connect();
  try {
    await holdBackFiles(client);
    await client.query('begin isolation level repeatable read read only');
    return await writeAll(archive, client, parts);
  } finally {
    // Closed, whatever happened on it: a COPY that was broken off would never let another query through.
    client.release(true);
  }
}

async function writeAll(
  archive: ArchiveWriter,
  client: pg.ClientBase,
  { storage, knownKeyIds, onProgress = () => {} }: WriteBackupParts,
): Promise<{ manifest: BackupManifest; inventory: BackupInventory }> {
  const own = new Set(await listOwnTables());
  const tables = (await listBackupTables(client)).filter(({ name }) => own.has(name));
  const { rows: versions } = await client.query<{ server_version: string }>('show server_version');
  const manifest = createManifest({
    createdAt: new Date().toISOString(),
    postgres: versions[0]?.server_version ?? '',
    migration: await readNewestMigration(),
    ...(await readKeyIds(client, knownKeyIds)),
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
  });
  await archive.addJson(entryNames.manifest, manifest);
  const progress = { rowBytes: 0, assets: 0, assetBytes: 0 };
  const tell = (more: Partial<BackupProgress>) => {
    progress.rowBytes += more.rowBytes ?? 0;
    progress.assets += more.assets ?? 0;
    progress.assetBytes += more.assetBytes ?? 0;
    onProgress({ ...progress });
  };
  const counted: BackupInventory['tables'] = [];
  for (const table of tables) counted.push(await writeTable(archive, client, table, tell));
  const assets = await writeAssets(archive, client, storage, tell);
  const inventory = { tables: counted, assets };
  await archive.addJson(entryNames.inventory, inventory);
  archive.end();
  return { manifest, inventory };
}

/** The keys with which the secrets in it are sealed: two, where one is just being replaced. */
async function readKeyIds(client: pg.ClientBase, known: readonly string[]) {
  const { rows } = await client.query<{ id: string }>('select secret_key_id as id from deployment');
  const seals = await client.query<{ keyId: string }>(countSealsByKey);
  const sealKeyIds = seals.rows.map(({ keyId }) => keyId).filter((id) => known.includes(id));
  return { secretKeyId: rows[0]?.id ?? '', sealKeyIds };
}

type Tell = (more: Partial<BackupProgress>) => void;

async function writeTable(
  archive: ArchiveWriter,
  client: pg.ClientBase,
  table: BackupTable,
  tell: Tell,
): Promise<BackupInventory['tables'][number]> {
  const rows = client.query(copyTo(`copy ${copyTarget(table)} to stdout`));
  const digest = createHash('sha256');
  let pieces = 0;
  for await (const piece of gather(rows)) {
    pieces += 1;
    digest.update(piece);
    await archive.add(entryNames.piece(table.name, pieces), piece.length, [piece]);
    tell({ rowBytes: piece.length });
  }
  return { name: table.name, rows: rows.rowCount, sha256: digest.digest('hex') };
}

/** Puts what comes in small pieces together to large ones. */
async function* gather(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let byteLength = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    byteLength += chunk.length;
    if (byteLength < pieceBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    byteLength = 0;
  }
  if (byteLength > 0) yield Buffer.concat(waiting);
}

async function writeAssets(
  archive: ArchiveWriter,
  client: pg.ClientBase,
  storage: FileStorage,
  tell: Tell,
): Promise<BackupInventory['assets']> {
  const written = { count: 0, byteLength: 0, missing: [] as string[], missingCount: 0 };
  for await (const hash of listAssets(client)) {
    const byteLength = await sizeOf(storage, hash);
    if (byteLength === null) {
      written.missingCount += 1;
      if (written.missing.length < mostMissingNamed) written.missing.push(hash);
      continue;
    }
    const found = await archive.add(
      entryNames.asset(hash),
      byteLength,
      await storage.openStream(hash),
    );
    if (found !== hash) throw damaged(hash);
    written.count += 1;
    written.byteLength += byteLength;
    tell({ assets: 1, assetBytes: byteLength });
  }
  return written;
}

/** Null where the file is not there. */
async function sizeOf(storage: FileStorage, hash: string): Promise<number | null> {
  try {
    return await storage.sizeOf(hash);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === 'STORAGE_ASSET_MISSING') return null;
    throw error;
  }
}

function damaged(hash: string): PatchbayError {
  return new PatchbayError({
    code: 'STORAGE_ASSET_DAMAGED',
    message: `The file ${hash} in the storage has other bytes than it had when it was put there. No backup was written.`,
    details: { hash },
  });
}
