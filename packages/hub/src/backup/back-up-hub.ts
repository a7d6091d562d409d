import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { createAuditLog } from '../access/audit.ts';
import { composeDeployment } from '../compose-ground.ts';
import { type HubOptions, readConfig } from '../config.ts';
import { requireCurrentSchema } from '../database/migrate.ts';
import { createLogger } from '../logger.ts';
import { createUndoList } from '../running-process.ts';
import { makeKeyFile, readKeyFile, replaceKeyFile, secretKeyFile } from '../vault/key-file.ts';
import { openKeyRing, readSecrets } from '../vault/key-ring.ts';
import type { BackupInventory, BackupManifest, BackupProgress } from './backup-format.ts';
import { openHubData } from './open-data.ts';
import { writeBackup } from './write-backup.ts';

/** How a backup is made. */
export interface BackUpOptions {
  /** Where to write the keys that open its secrets: a file apart from the backup, new or with keys of this hub. */
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
    const { dataFolder } = config;
    const keys = openKeyRing(config);
    if (keys.ids.length === 0) throw missingKey(dataFolder);
    // With another key, or another storage, it would be a backup that cannot be used.
    await composeDeployment({ database, storage, keys, dataFolder }).join();
    if (keyFile !== undefined) await writeKeys(keyFile, readSecrets(config));
    await createAuditLog().recordByOperator(database.pool, {
      action: 'backup:begun',
      subject: null,
      details: { withKeys: keyFile !== undefined },
    });
    const { stream, done } = writeBackup({
      database,
      storage,
      knownKeyIds: keys.ids,
      ...(onProgress && { onProgress }),
    });
    const packing = { end: false, ...(signal && { signal }) };
    const packed = pipeline(stream, createZstdCompress(), output, packing);
    await packed.finally(() => done.catch(() => {})); // the connection is closed when both have ended
    const written = await done;
    // A key that was made in the meantime seals what the rows hold.
    if (keyFile !== undefined) await writeKeys(keyFile, readSecrets(config));
    return written;
  } finally {
    await undo.run();
  }
}

function missingKey(dataFolder: string): PatchbayError {
  return new PatchbayError({
    code: 'SECRET_UNREADABLE',
    message: `Which key seals the secrets of this hub is not known: PATCHBAY_SECRET_KEY is not set, and there is none in ${secretKeyFile(dataFolder)}.`,
  });
}

/**
 * Writes the keys to a new file, or adds to one of this hub those that it has not: older backups still want the keys
 * that were replaced since.
 */
async function writeKeys(file: string, secrets: readonly string[]): Promise<void> {
  const before = readKeyFile(file);
  if (secrets.every((secret) => before.includes(secret))) return;
  const write = isKeyFile(before, secrets)
    ? replaceKeyFile(file, [...new Set([...secrets, ...before])])
    : makeKeyFile(file, secrets).then((isMade) => {
        if (!isMade) throw new Error('a file is there that is none of keys');
      });
  await write.catch((cause: Error) => {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `The key cannot be written to ${file}: ${cause.message}. Nothing was backed up.`,
      cause,
    });
  });
}

/** Whether a file holds keys and nothing else: all those of this hub may have been replaced since it was written. */
function isKeyFile(lines: readonly string[], secrets: readonly string[]): boolean {
  if (lines.some((line) => secrets.includes(line))) return true;
  return lines.length > 0 && lines.every((line) => /^\S+$/.test(line));
}
