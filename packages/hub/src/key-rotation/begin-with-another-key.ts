import type { HubOptions } from '../config.ts';
import { drawSecret, makeKeyFile, secretKeyFile } from '../vault/key-file.ts';
import { secretContext } from '../vault/secret-context.ts';
import { createVault } from '../vault/vault.ts';
import { listAtWork, replaceLostKey } from './deployment-rows.ts';
import { describeKeys, type Rotation, withRotationGround } from './rotate-secret-key.ts';
import { keyIsHere, stillAtWork } from './rotation-errors.ts';
import { countSeals } from './seal-rows.ts';

/** What is left where a key was lost. */
export interface Beginning extends Pick<Rotation, 'keyId' | 'keyFile'> {
  readonly lostKeyId: string;
  /** Secrets that no key opens any more, and that have to be entered again. */
  readonly lostSeals: number;
}

/**
 * Lets a deployment whose key is lost begin with another one: the newest that is here, or one that is made. What was
 * sealed stays closed until it is entered again; sessions and addresses that were given out end.
 * @throws PatchbayError INPUT_INVALID (the key is here), INPUT_IN_USE (processes are at work with it)
 */
export function beginWithAnotherKey(settings: HubOptions = {}): Promise<Beginning> {
  return withRotationGround(settings, async ({ config, database, keys, deployment }) => {
    const lostKeyId = deployment.secretKeyId;
    if (keys.find(lostKeyId)) throw keyIsHere(lostKeyId);
    const atWork = await listAtWork(database);
    if (atWork.length > 0) throw stillAtWork(atWork);
    if (keys.ids.length === 0) {
      await makeKeyFile(secretKeyFile(config.dataFolder), [drawSecret()]);
      keys.reload();
    }
    const keyId = keys.sealing.id;
    const sealedSecret = createVault(keys).seal(drawSecret(), secretContext(deployment));
    await replaceLostKey(database, deployment, { keyId, sealedSecret });
    const seals = await countSeals(database);
    const lostSeals = seals
      .filter((seal) => !keys.ids.includes(seal.keyId))
      .reduce((sum, { count }) => sum + count, 0);
    const { keyFile } = describeKeys(config, keys, keyId);
    return { keyId, keyFile, lostKeyId, lostSeals };
  });
}
