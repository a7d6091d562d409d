import { setTimeout as delay } from 'node:timers/promises';
import { openHubDatabase } from '../backup/open-data.ts';
import { type HubConfig, type HubOptions, readConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import { requireCurrentSchema } from '../database/migrate.ts';
import { requireKey } from '../deployment/require-key.ts';
import { createLogger } from '../logger.ts';
import { createUndoList } from '../running-process.ts';
import { drawSecret, replaceKeyFile, secretKeyFile } from '../vault/key-file.ts';
import { type KeyRing, openKeyRing, readSecrets } from '../vault/key-ring.ts';
import { createVault } from '../vault/vault.ts';
import { askForKey, findDeployment, nameKey, tryHoldRotation } from './deployment-rows.ts';
import { noHub, notShared, otherRotation, setByEnvironment } from './rotation-errors.ts';
import { countSeals, resealAll, type SealCount, type UnopenedSeal } from './seal-rows.ts';

/** How a key is replaced. */
export interface RotateOptions {
  /** So long it waits until all processes at work know the new key, in milliseconds. */
  readonly waitMs?: number;
  readonly onProgress?: (step: RotationStep) => void;
}

export type RotationStep =
  | { readonly step: 'waiting'; readonly keyId: string; readonly processes: number }
  | { readonly step: 'sealing'; readonly keyId: string; readonly resealed: number };

/** What a rotation has come to. */
export interface Rotation {
  readonly keyId: string;
  /** Other keys that are still known here. */
  readonly previousKeyIds: readonly string[];
  /** The file with the keys; null where they come from the environment alone. */
  readonly keyFile: string | null;
  /** Seals that were made anew. */
  readonly resealed: number;
  /** Seals that did not open, and stay as they are. */
  readonly unopened: readonly UnopenedSeal[];
}

/** What a command on the keys stands on. */
export interface RotationGround {
  readonly config: HubConfig;
  readonly database: Database;
  readonly keys: KeyRing;
  readonly deployment: { readonly id: string; readonly secretKeyId: string };
}

const defaultWaitMs = 30_000;
const askAgainMs = 250;
const tellAfterMs = 1000;

/**
 * Replaces the secret key while hub and workers go on: makes a key in the file (or takes the newest one that is
 * there), waits until all of them know it, lets it seal, and makes all seals anew. When it is broken off at any
 * point, everything opens, and the same command goes on with it. The key before stays known.
 * @throws PatchbayError SECRET_UNREADABLE, SECRET_KEY_NOT_SHARED, INPUT_INVALID, STORAGE_DATABASE_FAILED and the others
 *   of {@link withRotationGround}
 */
export function rotateSecretKey(
  { waitMs = defaultWaitMs, onProgress = () => {} }: RotateOptions = {},
  settings: HubOptions = {},
): Promise<Rotation> {
  return withRotationGround(settings, async (ground) => {
    const { config, database, keys, deployment } = ground;
    requireKey(keys, deployment);
    const keyId = await chooseKey(ground);
    await waitForAll(database, keyId, waitMs, onProgress);
    if (keyId !== deployment.secretKeyId) await nameKey(database, deployment, keyId);
    keys.sealWith(keyId);
    const vault = createVault(keys);
    const onBatch = (resealed: number) => onProgress({ step: 'sealing', keyId, resealed });
    const { resealed, unopened } = await resealAll(database, vault, { keyId, onBatch });
    await askForKey(database, keyId);
    return { ...describeKeys(config, keys, keyId), resealed, unopened };
  });
}

/** Opens what a command on the keys needs, and is the only one that does. */
export async function withRotationGround<Result>(
  settings: HubOptions,
  work: (ground: RotationGround) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env, settings);
  const undo = createUndoList(createLogger(config.logLevel));
  try {
    const database = await openHubDatabase(config, undo);
    await requireCurrentSchema(database);
    if (!(await tryHoldRotation(database, undo.add))) throw otherRotation();
    const deployment = await findDeployment(database);
    if (!deployment) throw noHub();
    return await work({ config, database, keys: openKeyRing(config), deployment });
  } finally {
    await undo.run();
  }
}

/**
 * The key that is to seal: the newest, where a rotation was begun with it or somebody set it; else one that is made.
 */
async function chooseKey({ config, database, keys, deployment }: RotationGround): Promise<string> {
  const [newest] = keys.ids;
  if (newest !== undefined && newest !== deployment.secretKeyId) return newest;
  if (isUnfinished(await countSeals(database), keys, deployment)) return deployment.secretKeyId;
  if (config.secretKey !== undefined) throw setByEnvironment(deployment.secretKeyId);
  await replaceKeyFile(secretKeyFile(config.dataFolder), [drawSecret(), ...readSecrets(config)]);
  keys.reload();
  return keys.ids[0] ?? deployment.secretKeyId;
}

/** Whether seals of a key before are left, which can be opened. */
function isUnfinished(
  seals: readonly SealCount[],
  { ids }: KeyRing,
  { secretKeyId }: RotationGround['deployment'],
): boolean {
  return seals.some(({ keyId }) => keyId !== secretKeyId && ids.includes(keyId));
}

/** Waits until every process at work knows the key. @throws PatchbayError SECRET_KEY_NOT_SHARED */
async function waitForAll(
  database: Database,
  keyId: string,
  waitMs: number,
  onProgress: (step: RotationStep) => void,
): Promise<void> {
  const begunAt = performance.now();
  for (;;) {
    const without = await askForKey(database, keyId);
    if (without.length === 0) return;
    const waitedMs = performance.now() - begunAt;
    // Mostly they have read it within a moment, which is not worth a word.
    if (waitedMs > tellAfterMs) onProgress({ step: 'waiting', keyId, processes: without.length });
    if (waitedMs >= waitMs) throw notShared(keyId, without);
    await delay(askAgainMs);
  }
}

/** What is known where, once a key seals. */
export function describeKeys(
  { dataFolder, secretKey }: HubConfig,
  { ids }: KeyRing,
  keyId: string,
): Pick<Rotation, 'keyId' | 'previousKeyIds' | 'keyFile'> {
  return {
    keyId,
    previousKeyIds: ids.filter((id) => id !== keyId),
    keyFile: secretKey === undefined ? secretKeyFile(dataFolder) : null,
  };
}
