import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import type { Vault } from '../vault/vault.ts';
import type { AccessStore, Organisation } from './access-store.ts';
import type { KeyStore } from './keys/key-store.ts';
import type { KnownKeys } from './keys/known-keys.ts';
import { ensureOperatorKey } from './keys/operator-key.ts';
import type { Caller, Principal } from './principal.ts';

const sessionLifetimeMs = 30 * 24 * 3_600_000;
const sessionContext = 'session cookie';
const sessionSchema = z.object({ key: z.string(), expiresAt: z.number() });

export type AccessService = ReturnType<typeof createAccessService>;

/** Says who makes a request, from an API key or from the cookie of a browser. */
export function createAccessService(parts: {
  store: AccessStore;
  keys: KeyStore;
  known: KnownKeys;
  vault: Vault;
  dataFolder: string;
}) {
  const { store, vault, known } = parts;

  /** Whom a key stands for. @throws PatchbayError AUTH_REQUIRED, saying why it is not let in */
  async function authenticateKey(key: string): Promise<Caller> {
    const found = await known.find(key);
    if (found.ok) return found.value.caller;
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

    /** The value of a session cookie for a key: the key itself, sealed, with its end. */
    openSession(key: string): { cookie: string; maxAgeSeconds: number } {
      const session = { key, expiresAt: Date.now() + sessionLifetimeMs };
      return {
        cookie: vault.seal(JSON.stringify(session), sessionContext),
        maxAgeSeconds: sessionLifetimeMs / 1000,
      };
    },

    /** Whom a session cookie stands for; null where it is none of ours, too old, or its key is gone. */
    async authenticateSession(cookie: string): Promise<Caller | null> {
      const session = readSession(cookie);
      if (!session || session.expiresAt <= Date.now()) return null;
      const found = await known.find(session.key);
      return found.ok ? found.value.caller : null;
    },
  };

  function readSession(cookie: string): z.infer<typeof sessionSchema> | null {
    try {
      return sessionSchema.parse(JSON.parse(vault.unseal(cookie, sessionContext)));
    } catch {
      return null; // of another hub on the same host, or from before the secret key was changed
    }
  }
}
