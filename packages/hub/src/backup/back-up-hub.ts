import { readFile, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { composeDeployment } from '../compose-ground.ts';
import { type HubOptions, readConfig } from '../config.ts';
import { requireCurrentSchema } from '../database/migrate.ts';
import { createLogger } from '../logger.ts';
import { createUndoList } from '../running-process.ts';
import { createSecretKey, findSecret, secretKeyFile } from '../vault/secret-key.ts';
import type { BackupInventory, BackupManifest, BackupProgress } from './backup-format.ts';
import { openHubData } from './open-data.ts';
import { writeBackup } from './write-backup.ts';

/** How a backup is made. */
export interface BackUpOptions {
  /** Where to write the key that opens its secrets: a new file, apart from the backup. */
  readonly keyFile?: string | undefined;
  readonly onProgress?: (progress: BackupProgress) => void;
  /** Breaks it off. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a backup of the hub that the environment names, at work or stopped, to a stream that stays open.
 * @throws PatchbayError STORAGE_DATABASE_FAILED, STORAGE_SCHEMA_OLDER, STORAGE_SCHEMA_NEWER,
 *   STORAGE_NOT_SHARED, STORAGE_ASSET_DAMAGED, SECRET_UNREADABLE, INPUT_INVALID (a setting, the key file)
 */
export async function backUpHub(
  output: NodeJS.WritableStream,
  { keyFile, onProgress, signal }: BackUpOptions = {},
  settings: HubOptions = {},
): Promise<{ manifest: BackupManifest; inventory: BackupInventory }> {
  const config = readConfig(process.env, settings);
  const undo = createUndoList(createLogger(config.logLevel));
  try {
    const { database, storage } = await openHubData(config, undo);
    await requireCurrentSchema(database);
    const secret = await findSecret(config.dataFolder, config.secretKey);
    if (secret === null) throw missingKey(config.dataFolder);
    const secretKey = createSecretKey(secret);
    // With another key, or another storage, it would be a backup that cannot be used.
    await composeDeployment({ database, storage, secretKey }).join();
    if (keyFile !== undefined) await writeKey(keyFile, secret);
    const { stream, done } = writeBackup({
      database,
      storage,
      secretKeyId: secretKey.id,
      ...(onProgress && { onProgress }),
    });
    const packing = { end: false, ...(signal && { signal }) };
    const packed = pipeline(stream, createZstdCompress(), output, packing);
    await packed.finally(() => done.catch(() => {})); // the connection is closed when both have ended
    return await done;
  } finally {
    await undo.run();
  }
}

function missingKey(dataFolder: string): PatchbayError {
  return new PatchbayError({
    code: 'SECRET_UNREADABLE',
    message: `Which key seals the secrets of this hub is not known: PATCHBAY_SECRET_KEY is not set, and there is no ${secretKeyFile(dataFolder)}.`,
  });
}

/** A key does not change from one backup to the next: where it was written before, it stays. */
async function writeKey(file: string, secret: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => null);
  if (before?.trim() === secret) return;
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' }).catch((cause: Error) => {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `The key cannot be written to ${file}: ${cause.message}. Nothing was backed up.`,
      cause,
    });
  });
}
