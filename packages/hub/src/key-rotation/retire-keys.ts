import { rm } from 'node:fs/promises';
import type { HubOptions } from '../config.ts';
import { requireKey } from '../deployment/require-key.ts';
import { readKeyFile, replaceKeyFile, secretKeyFile } from '../vault/key-file.ts';
import { createSecretKey } from '../vault/secret-key.ts';
import { askForKey, recordRetired } from './deployment-rows.ts';
import { describeKeys, type Rotation, withRotationGround } from './rotate-secret-key.ts';
import { retiredByEnvironment, stillWanted } from './rotation-errors.ts';
import { countSeals } from './seal-rows.ts';

/** Keys that were taken out of the file. */
export interface Retirement extends Pick<Rotation, 'keyId' | 'keyFile'> {
  readonly retiredKeyIds: readonly string[];
}

/**
 * Takes the keys before out of the file `secret-key`, where no secret in the database is sealed with one of them.
 * @throws PatchbayError SECRET_UNREADABLE, INPUT_IN_USE (a seal is left), INPUT_INVALID (keys of the environment)
 */
export function retireKeys(settings: HubOptions = {}): Promise<Retirement> {
  return withRotationGround(settings, async ({ config, database, keys, deployment }) => {
    requireKey(keys, deployment);
    const { secretKeyId } = deployment;
    const wanted = (await countSeals(database))
      .map(({ keyId }) => keyId)
      .filter((id) => id !== secretKeyId && keys.ids.includes(id));
    if (wanted.length > 0) throw stillWanted(wanted);
    const { previousKeyIds, keyFile } = describeKeys(config, keys, secretKeyId);
    if (config.previousSecretKey !== undefined) throw retiredByEnvironment(previousKeyIds);
    if (previousKeyIds.length > 0) {
      await keepOnly(secretKeyFile(config.dataFolder), secretKeyId);
      await recordRetired(database, deployment, previousKeyIds);
      await askForKey(database, secretKeyId);
    }
    return { keyId: secretKeyId, keyFile, retiredKeyIds: previousKeyIds };
  });
}

/** Where the key is one of the environment, nothing is left for the file. */
async function keepOnly(file: string, keyId: string): Promise<void> {
  const kept = readKeyFile(file).filter((text) => createSecretKey(text).id === keyId);
  if (kept.length > 0) await replaceKeyFile(file, kept);
  else await rm(file, { force: true });
}
