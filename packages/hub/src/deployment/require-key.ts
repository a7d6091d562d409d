import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { KeyRing } from '../vault/key-ring.ts';
import { nameKeys } from '../vault/vault.ts';
import type { Deployment } from './deployment-store.ts';

/**
 * Sees to it that this process has the key with which the deployment seals, and seals with it from now on.
 * @throws PatchbayError SECRET_UNREADABLE
 */
export function requireKey(keys: KeyRing, deployment: Pick<Deployment, 'secretKeyId'>): void {
  if (!keys.sealWith(deployment.secretKeyId)) throw missingKey(keys, deployment);
}

/** The error of a process that could open none of the secrets in its database. */
export function missingKey(
  { ids }: Pick<KeyRing, 'ids'>,
  { secretKeyId }: Pick<Deployment, 'secretKeyId'>,
): PatchbayError {
  return new PatchbayError({
    code: 'SECRET_UNREADABLE',
    message: `The secrets in this database are sealed with the key ${secretKeyId}, and this process has ${nameKeys(ids)}: it could not open the credentials of any model. Give it the key ${secretKeyId}, in PATCHBAY_SECRET_KEY or in the file secret-key of its data folder (a copy of that of the hub, or of the file that \`patchbay backup --key-file\` wrote). If the key is lost for good, \`patchbay rotate-key --lost-key\` begins with another one, and the credentials of models are entered again.`,
    details: { wanted: secretKeyId, known: [...ids] },
  });
}
