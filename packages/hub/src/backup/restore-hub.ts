import { readFile, writeFile } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type HubOptions, readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { createUndoList } from '../running-process.ts';
import { createSecretKey, findSecret, secretKeyFile } from '../vault/secret-key.ts';
import type { BackupManifest, BackupProgress } from './backup-format.ts';
import { openEmptyData } from './open-data.ts';
import { type Restored, restoreBackup } from './restore-backup.ts';

/** How a backup is restored. */
export interface RestoreOptions {
  /** The file with the key that opens its secrets, as `backUpHub` wrote it. */
  readonly keyFile?: string | undefined;
  /** Goes on without that key: secrets of models have to be entered again. */
  readonly withoutKey?: boolean | undefined;
  readonly pauseRuns?: boolean | undefined;
  readonly onProgress?: (progress: BackupProgress) => void;
  /** Breaks it off. */
  readonly signal?: AbortSignal;
}

/**
 * Restores a backup into the empty data folder or database that the environment names.
 * @throws PatchbayError STORAGE_NOT_EMPTY, STORAGE_HELD, STORAGE_SCHEMA_NEWER, INPUT_BACKUP_UNREADABLE,
 *   SECRET_UNREADABLE, INPUT_INVALID (a setting, the key file)
 */
export async function restoreHub(
  packed: Readable,
  { keyFile, withoutKey, pauseRuns, onProgress, signal }: RestoreOptions = {},
  settings: HubOptions = {},
): Promise<Restored> {
  const config = readConfig(process.env, settings);
  const { dataFolder } = config;
  const undo = createUndoList(createLogger(config.logLevel));
  try {
    const present = await findSecret(dataFolder, config.secretKey);
    const given = keyFile === undefined ? null : await readKey(keyFile);
    if (given !== null && present !== null && given !== present) throw otherKey(dataFolder);
    const secret = given ?? present;
    const data = await openEmptyData(config, undo);
    if (signal) addAbortSignal(signal, packed);
    return await restoreBackup(packed, {
      ...data,
      ...(onProgress && { onProgress }),
      pauseRuns: pauseRuns === true,
      async onManifest(manifest) {
        if (!withoutKey) requireKey(manifest, secret);
        // Before any row is: a hub that starts on rows without their key would make another.
        if (given !== null && present === null) await keepKey(dataFolder, given);
      },
    });
  } finally {
    await undo.run();
  }
}

async function keepKey(dataFolder: string, secret: string): Promise<void> {
  const file = secretKeyFile(dataFolder);
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `The key cannot be read from ${file}: ${cause.message}.`,
      cause,
    });
  });
  return text.trim();
}

function requireKey({ secretKeyId }: BackupManifest, secret: string | null): void {
  const id = secret === null ? null : createSecretKey(secret).id;
  if (id === secretKeyId) return;
  const found = id === null ? 'no key was given' : `the key given here is ${id}`;
  throw new PatchbayError({
    code: 'SECRET_UNREADABLE',
    message: `The secrets in the backup were sealed with the key ${secretKeyId}, and ${found}. Give the file that was written beside the backup with --key-file, or set PATCHBAY_SECRET_KEY to it. Without it, --without-key restores all but the secrets: those of models are then entered again. Nothing was changed.`,
  });
}

function otherKey(dataFolder: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The key file is not the key that is there already: in PATCHBAY_SECRET_KEY or ${secretKeyFile(dataFolder)}. Leave one of them out.`,
  });
}
