import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AccessStore, Organisation } from './access-store.ts';
import type { KeyStore } from './keys/key-store.ts';
import type { KnownKeys } from './keys/known-keys.ts';
import { ensureOperatorKey } from './keys/operator-key.ts';
import type { Caller, Principal } from './principal.ts';
import type { Attempts } from './sessions/attempts.ts';

export type AccessService = ReturnType<typeof createAccessService>;

/** Says who makes a request with an API key. */
export function createAccessService(parts: {
  store: AccessStore;
  keys: KeyStore;
  known: KnownKeys;
  attempts: Attempts;
  dataFolder: string;
}) {
  const { store, known, attempts } = parts;

  /**
   * Whom a key stands for, from wherever it is shown.
   * @throws PatchbayError AUTH_REQUIRED, saying why it is not let in; AUTH_TOO_MANY_ATTEMPTS
   */
  async function authenticateKey(key: string, address: string): Promise<Caller> {
    const found = await known.find(key);
    if (found.ok) return found.value.caller;
    await attempts.keyRefused({ address });
    throw new PatchbayError(found.problem);
  }

  return {
    authenticateKey,

    /** The organisation for which somebody asks. */
    async getOrganisation({ organisationId }: Principal): Promise<Organisation> {
      const organisation = await store.findOrganisation(organisationId);
      if (organisation) return organisation;
      throw new PatchbayError({
        code: 'INPUT_NOT_FOUND',
        message: 'The organisation of the key is not there any more.',
      });
    },

    /** Makes organisation, owner and the operator's key at the first start, and keeps that key up to date. */
    ensureFirstKey: () =>
      ensureOperatorKey({
        ...parts,
        store: parts.keys,
        findOrganisation: async () => (await store.ensureFirstOrganisation()).organisationId,
      }),
  };
}
