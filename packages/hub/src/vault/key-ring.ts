import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { readKeyFile, secretKeyFile } from './key-file.ts';
import { createSecretKey, type SecretKey } from './secret-key.ts';

/** Where secret keys come from. */
export interface KeySources {
  readonly dataFolder: string;
  /** PATCHBAY_SECRET_KEY. */
  readonly secretKey?: string | undefined;
  /** PATCHBAY_PREVIOUS_SECRET_KEY: the one before it, until nothing is sealed with it any more. */
  readonly previousSecretKey?: string | undefined;
}

/** The secret keys that a process knows: one of them seals, all of them open. */
export interface KeyRing {
  /** Names of the keys, the newest first. */
  readonly ids: readonly string[];
  /** The key that seals: the one that the deployment names, and before it is known the newest. */
  readonly sealing: SecretKey;
  /** A key by its name. One that is not known is looked for anew, since it may just have been made. */
  find(id: string): SecretKey | null;
  /** Seals with the key of that name from now on. False where it is not known. */
  sealWith(id: string): boolean;
  /**
   * Reads the keys anew. Where they cannot be read just now, those that were known stay, and the one that seals
   * stays in any case: a process at work does not lose its key because somebody lost a file.
   */
  reload(): void;
}

/** Keys that are not known are looked for at most so often. */
const reloadPauseMs = 100;

/**
 * The secret texts that a process knows, the newest first: those of the environment, then those in the file
 * `secret-key` of the data folder. @throws PatchbayError INPUT_INVALID
 */
export function readSecrets({ dataFolder, secretKey, previousSecretKey }: KeySources): string[] {
  const configured = [secretKey, previousSecretKey].filter((text) => text !== undefined);
  return [...new Set([...configured, ...readKeyFile(secretKeyFile(dataFolder))])];
}

/** Opens the ring of the keys that there are now: it may be empty. @throws PatchbayError INPUT_INVALID */
export function openKeyRing(sources: KeySources): KeyRing {
  let keys = readSecrets(sources).map(createSecretKey);
  let sealingId: string | null = null;
  let readAt = performance.now();

  const findKnown = (id: string) => keys.find((key) => key.id === id) ?? null;

  function reload(): void {
    readAt = performance.now();
    const sealing = sealingId === null ? null : findKnown(sealingId);
    try {
      keys = readSecrets(sources).map(createSecretKey);
      if (sealing && !findKnown(sealing.id)) keys = [...keys, sealing];
    } catch {
      // A file that somebody just writes by hand: it is read again with the next occasion.
    }
  }

  function find(id: string): SecretKey | null {
    const known = findKnown(id);
    if (known || performance.now() - readAt < reloadPauseMs) return known;
    reload();
    return findKnown(id);
  }

  return {
    get ids() {
      return keys.map(({ id }) => id);
    },
    get sealing() {
      const key = sealingId === null ? keys[0] : findKnown(sealingId);
      if (key) return key;
      throw new PatchbayError({
        code: 'SECRET_UNREADABLE',
        message: `This process does not know the secret key ${sealingId ?? ''} with which is sealed.`,
      });
    },
    find,
    sealWith(id) {
      if (!find(id)) return false;
      sealingId = id;
      return true;
    },
    reload,
  };
}
