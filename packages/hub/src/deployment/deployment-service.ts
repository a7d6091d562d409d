import { createHash } from 'node:crypto';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import type { SecretKey } from '../vault/secret-key.ts';
import type { Deployment, DeploymentStore } from './deployment-store.ts';

/** Sees to it that all processes on one database have the same secret key and the same storage. */
export function createDeploymentService(parts: {
  store: DeploymentStore;
  storage: AssetStorage;
  secretKey: SecretKey;
}) {
  const { store, storage, secretKey } = parts;
  return {
    /** A hub says where it answers, with which key it seals, and leaves a file for others to find. */
    async announce(hubUrl: string): Promise<void> {
      const deployment = await store.write({ secretKeyId: secretKey.id, hubUrl });
      await storage.put(pieces(canaryOf(deployment)));
    },

    /**
     * A worker looks whether it may take part, before it takes any work, and a backup whether it would be one: with
     * another key no secret opens, with another storage no file is found.
     * @throws PatchbayError SECRET_UNREADABLE, STORAGE_NOT_SHARED
     */
    async join(): Promise<Deployment> {
      const deployment = await store.find();
      if (!deployment) {
        throw new PatchbayError({
          code: 'STORAGE_NOT_SHARED',
          message: 'No hub has ever run on this database. Start `patchbay serve` on it first.',
        });
      }
      if (deployment.secretKeyId !== secretKey.id) {
        throw new PatchbayError({
          code: 'SECRET_UNREADABLE',
          message: `The hub of this database seals with the key ${deployment.secretKeyId}, and this process has the key ${secretKey.id}: it could not open the credentials of any model. Start it with the PATCHBAY_SECRET_KEY of the hub, or with the file secret-key of the hub's data folder in its own.`,
        });
      }
      await requireCanary(storage, deployment);
      return deployment;
    },
  };
}

/** The content of a file that nobody but the hub of this database can have put away. */
function canaryOf({ id }: Deployment): Buffer {
  return Buffer.from(`The storage of the Patchbay deployment ${id}.\n`);
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function requireCanary(storage: AssetStorage, deployment: Deployment): Promise<void> {
  const hash = createHash('sha256').update(canaryOf(deployment)).digest('hex');
  try {
    await storage.read(hash);
  } catch (cause) {
    if (!(cause instanceof PatchbayError) || cause.code !== 'STORAGE_ASSET_MISSING') throw cause;
    throw new PatchbayError({
      code: 'STORAGE_NOT_SHARED',
      message: `The storage of this process is not that of the hub at ${deployment.hubUrl}: the file ${hash}, which every hub puts there at its start, is missing. Give it the same storage: the same bucket, or the same folder under PATCHBAY_DATA.`,
      cause,
    });
  }
}
