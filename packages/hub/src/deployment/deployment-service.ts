import { createHash } from 'node:crypto';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { drawSecret } from '../vault/key-file.ts';
import type { KeyRing } from '../vault/key-ring.ts';
import { secretContext } from '../vault/secret-context.ts';
import { createSecretKey, type SecretKey } from '../vault/secret-key.ts';
import { createVault } from '../vault/vault.ts';
import type { Deployment, DeploymentStore } from './deployment-store.ts';
import { missingKey, requireKey } from './require-key.ts';

/**
 * The secret of a deployment, drawn once. What has to stay the same while secret keys come and go is derived from it:
 * what signs sessions and the addresses of images, the mark of calls of our own, fingerprints.
 */
export type DeploymentSecret = Pick<SecretKey, 'derive'>;

/** Sees to it that all processes on one database have the same secret keys and the same storage. */
export function createDeploymentService(parts: {
  store: DeploymentStore;
  storage: AssetStorage;
  keys: KeyRing;
  /** Makes a key for this process, which has none. */
  makeKey(): Promise<void>;
}) {
  const { store, storage, keys } = parts;

  /** A deployment that is not there yet begins with the newest key, or with one that is made for it. */
  async function begin(): Promise<Deployment> {
    if (keys.ids.length === 0) await parts.makeKey();
    return await store.begin(keys.sealing.id);
  }

  /** Its secret, which an older version of Patchbay has not given it yet. */
  async function ensureSecret(deployment: Deployment): Promise<Deployment> {
    if (deployment.sealedSecret !== null) return deployment;
    await store.giveSecret(createVault(keys).seal(drawSecret(), secretContext(deployment)));
    return (await store.find()) ?? deployment;
  }

  function unsealSecret(deployment: Deployment): DeploymentSecret {
    if (deployment.sealedSecret === null) throw noHub();
    const text = createVault(keys).unseal(deployment.sealedSecret, secretContext(deployment));
    return createSecretKey(text);
  }

  return {
    /**
     * Opens the deployment for a hub, the first of which begins it. One whose key is not here stays closed: no other
     * key takes its place in silence.
     * @throws PatchbayError SECRET_UNREADABLE
     */
    async open(): Promise<DeploymentSecret> {
      const deployment = (await store.find()) ?? (await begin());
      requireKey(keys, deployment);
      return unsealSecret(await ensureSecret(deployment));
    },

    /** Opens it for a worker. @throws PatchbayError SECRET_UNREADABLE, STORAGE_NOT_SHARED */
    async openBegun(): Promise<DeploymentSecret> {
      const deployment = await store.find();
      if (!deployment) throw noHub();
      requireKey(keys, deployment);
      return unsealSecret(deployment);
    },

    /** Seals with the key that it names now; the reason where that key is not here. */
    async follow(): Promise<PatchbayError | null> {
      const deployment = await store.find();
      return !deployment || keys.sealWith(deployment.secretKeyId)
        ? null
        : missingKey(keys, deployment);
    },

    /** A hub says where it answers, and leaves a file for others to find. */
    async announce(hubUrl: string): Promise<void> {
      await store.announce(hubUrl);
      const deployment = await store.find();
      if (!deployment) throw noHub();
      await storage.put(pieces(canaryOf(deployment)));
    },

    /**
     * A worker looks whether it may take part, before it takes any work, and a backup whether it would be one: with
     * another key no secret opens, with another storage no file is found.
     * @throws PatchbayError SECRET_UNREADABLE, STORAGE_NOT_SHARED
     */
    async join(): Promise<Deployment> {
      const deployment = await store.find();
      if (!deployment || deployment.hubUrl === '') throw noHub();
      requireKey(keys, deployment);
      await requireCanary(storage, deployment);
      return deployment;
    },
  };
}

function noHub(): PatchbayError {
  return new PatchbayError({
    code: 'STORAGE_NOT_SHARED',
    message: 'No hub has ever run on this database. Start `patchbay serve` on it first.',
  });
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
