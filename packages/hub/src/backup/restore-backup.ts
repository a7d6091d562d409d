import type { Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { migrate, migrateUpTo } from '../database/migrate.ts';
import type { FileStorage } from '../storage/asset-storage.ts';
import { type ArchiveEntry, readArchive, readDocument, unreadable } from './archive-reader.ts';
import {
  assetName,
  type BackupInventory,
  type BackupManifest,
  type BackupProgress,
  entryNames,
  inventorySchema,
  manifestSchema,
  pieceName,
} from './backup-format.ts';
import {
  continueSequences,
  endEntrances,
  forgetDeployment,
  settleRuns,
} from './settle-restored.ts';
import { createTableLoader } from './table-loader.ts';

export interface RestoreBackupParts {
  readonly database: Database;
  readonly storage: FileStorage;
  /** Looks at what the backup is of before anything is written. @throws where it is not wanted */
  readonly onManifest?: (manifest: BackupManifest) => Promise<void>;
  readonly onProgress?: (progress: BackupProgress) => void;
  /** Whether runs that went on when the backup was written are paused, in place of going on. */
  readonly pauseRuns?: boolean;
  /** Whether it is restored without the key of its secrets: the hub then begins with a key of its own. */
  readonly withoutKey?: boolean;
}

export interface Restored {
  readonly manifest: BackupManifest;
  readonly inventory: BackupInventory;
  /** Runs that had not ended. */
  readonly openRuns: number;
}

/**
 * Puts a backup, in zstd as it was written, into an empty database and a storage. The rows come in one transaction,
 * which is committed once all of the archive was read and its sums are right: a backup that is damaged or cut off
 * leaves tables without rows, and at most files that no row names.
 * @throws PatchbayError STORAGE_NOT_EMPTY, INPUT_BACKUP_UNREADABLE, STORAGE_SCHEMA_NEWER, STORAGE_DATABASE_FAILED
 */
export async function restoreBackup(
  packed: Readable,
  {
    database,
    storage,
    onManifest,
    onProgress = () => {},
    pauseRuns,
    withoutKey,
  }: RestoreBackupParts,
): Promise<Restored> {
  await requireEmpty(database);
  const entries = readArchive(packed);
  const first = await entries.next();
  if (first.done || first.value.name !== entryNames.manifest) {
    throw unreadable(`it does not begin with ${entryNames.manifest}`);
  }
  const manifest = await readDocument(first.value, manifestSchema);
  await onManifest?.(manifest);
  await migrateUpTo(database, manifest.migration.when);
  const restored = await withTransaction(database, async (client) => {
    const loader = await createTableLoader(client, manifest.tables);
    const taken = await takeAll(entries, { loader, storage, onProgress }).catch(
      async (error: unknown) => {
        await loader.abandon();
        throw error;
      },
    );
    await continueSequences(client);
    await endEntrances(client);
    if (withoutKey) await forgetDeployment(client);
    const openRuns = await settleRuns(client, { pauseRuns: pauseRuns === true });
    return { manifest, inventory: taken, openRuns };
  });
  await migrate(database);
  return restored;
}

type Loader = Awaited<ReturnType<typeof createTableLoader>>;

/** Takes everything behind the manifest, and holds it against the inventory. */
async function takeAll(
  entries: AsyncGenerator<ArchiveEntry>,
  parts: {
    loader: Loader;
    storage: FileStorage;
    onProgress: (progress: BackupProgress) => void;
  },
): Promise<BackupInventory> {
  const { loader, storage, onProgress } = parts;
  const progress = { rowBytes: 0, assets: 0, assetBytes: 0 };
  for await (const entry of entries) {
    const [, table, number] = pieceName.exec(entry.name) ?? [];
    const [, hash] = assetName.exec(entry.name) ?? [];
    if (table !== undefined) {
      await loader.add(table, Number(number), entry.bytes);
      progress.rowBytes += entry.byteLength;
    } else if (hash !== undefined) {
      const put = await storage.put(entry.bytes);
      if (put.hash !== hash) throw unreadable(`the file ${hash} in it has other bytes`);
      progress.assets += 1;
      progress.assetBytes += entry.byteLength;
    } else if (entry.name === entryNames.inventory) {
      const inventory = await readDocument(entry, inventorySchema);
      compare(inventory, await loader.end(), progress);
      return inventory;
    } else {
      throw unreadable(`it holds ${entry.name}, which belongs to no backup`);
    }
    onProgress({ ...progress });
  }
  throw unreadable('it was cut off: its end is missing');
}

function compare(
  wanted: BackupInventory,
  loaded: BackupInventory['tables'],
  { assets, assetBytes }: BackupProgress,
): void {
  for (const table of wanted.tables) {
    const found = loaded.find(({ name }) => name === table.name);
    const isSame = found?.rows === table.rows && found.sha256 === table.sha256;
    if (!isSame) throw unreadable(`the rows of ${table.name} are not those that were written`);
  }
  if (loaded.length !== wanted.tables.length) throw unreadable('it has a table too many');
  if (assets !== wanted.assets.count || assetBytes !== wanted.assets.byteLength) {
    throw unreadable(
      `it holds ${assets} files with ${assetBytes} bytes, and ${wanted.assets.count} with ${wanted.assets.byteLength} were written`,
    );
  }
}

/** Nothing is ever written over. The tables of a restore that broke off are there, and empty. */
async function requireEmpty({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ tables: number; isOurs: boolean }>(
    `select count(*)::int as tables, coalesce(bool_or(relname = 'organization'), false) as "isOurs"
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  const [found] = rows;
  if (!found || found.tables === 0) return;
  const { rowCount } = found.isOurs
    ? await pool.query('select from organization limit 1')
    : { rowCount: 1 };
  if (rowCount === 0) return;
  throw new PatchbayError({
    code: 'STORAGE_NOT_EMPTY',
    message: found.isOurs
      ? 'The database holds the data of a hub, and a backup is only restored into an empty one. Nothing was changed.'
      : 'The database holds tables of another program, and a backup is only restored into an empty one. Nothing was changed.',
  });
}
