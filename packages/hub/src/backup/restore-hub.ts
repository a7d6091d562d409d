import { addAbortSignal, type Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type HubOptions, readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { createUndoList } from '../running-process.ts';
import { readKeyFile, replaceKeyFile, secretKeyFile } from '../vault/key-file.ts';
import { readSecrets } from '../vault/key-ring.ts';
import { createSecretKey } from '../vault/secret-key.ts';
import { nameKeys } from '../vault/vault.ts';
import type { BackupManifest, BackupProgress } from './backup-format.ts';
import { openEmptyData } from './open-data.ts';
import { type Restored, restoreBackup } from './restore-backup.ts';

/** How a backup is restored. */
export interface RestoreOptions {
  /** The file with the keys that open its secrets, as `backUpHub` wrote it. */
  readonly keyFile?: string | undefined;
  /** Goes on without those keys: secrets of models have to be entered again. */
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
    const present = readSecrets(config);
    const given = keyFile === undefined ? [] : readGivenKeys(keyFile);
    const data = await openEmptyData(config, undo);
    if (signal) addAbortSignal(signal, packed);
    return await restoreBackup(packed, {
      ...data,
      ...(onProgress && { onProgress }),
      pauseRuns: pauseRuns === true,
      withoutKey: withoutKey === true,
      async onManifest(manifest) {
        if (!withoutKey) requireKeys(manifest, [...given, ...present]);
        // Before any row is: a hub does not start on rows without their key.
        if (given.some((secret) => !present.includes(secret))) await keepKeys(dataFolder, given);
      },
    });
  } finally {
    await undo.run();
  }
}

async function keepKeys(dataFolder: string, given: readonly string[]): Promise<void> {
  const file = secretKeyFile(dataFolder);
  await replaceKeyFile(file, [...new Set([...given, ...readKeyFile(file)])]);
}

function readGivenKeys(file: string): string[] {
  const secrets = readKeyFile(file);
  if (secrets.length > 0) return secrets;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The key cannot be read from ${file}: there is no such file, or nothing in it.`,
  });
}

function requireKeys(
  { secretKeyId, sealKeyIds = [] }: BackupManifest,
  secrets: readonly string[],
): void {
  const known = secrets.map((secret) => createSecretKey(secret).id);
  const wanted = [...new Set([secretKeyId, ...sealKeyIds])];
  if (wanted.every((id) => known.includes(id))) return;
  const found =
    known.length === 0
      ? 'no key was given'
      : `here ${known.length === 1 ? 'is' : 'are'} ${nameKeys(known)}`;
  throw new PatchbayError({
    code: 'SECRET_UNREADABLE',
    message: `The secrets in the backup were sealed with ${nameKeys(wanted)}, and ${found}. Give the file that was written beside the backup with --key-file, or set PATCHBAY_SECRET_KEY to it. Without it, --without-key restores all but the secrets: those of models are then entered again. Nothing was changed.`,
  });
}
