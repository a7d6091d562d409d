import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import type { Vault } from '../vault/vault.ts';
import type { AccessStore, Organisation } from './access-store.ts';
import type { Caller, Principal } from './principal.ts';

/** A key that is revoked works for this long at most. */
const verificationLifetimeMs = 30_000;
const largestCache = 1000;

const sessionLifetimeMs = 30 * 24 * 3_600_000;
const sessionContext = 'session cookie';
const sessionSchema = z.object({ key: z.string(), expiresAt: z.number() });

export type AccessService = ReturnType<typeof createAccessService>;

/** Says who makes a request, from an API key or from the cookie of a browser. */
export function createAccessService(parts: {
  store: AccessStore;
  vault: Vault;
  dataFolder: string;
}) {
  const { store, vault, dataFolder } = parts;
  const verified = new Map<string, { principal: Caller; until: number }>();

  async function authenticateKey(key: string): Promise<Caller | null> {
    const digest = createHash('sha256').update(key).digest('base64');
    const known = verified.get(digest);
    if (known && known.until > Date.now()) return known.principal;
    verified.delete(digest);
    const principal = await store.verifyKey(key);
    if (principal) {
      if (verified.size >= largestCache) verified.clear();
      verified.set(digest, { principal, until: Date.now() + verificationLifetimeMs });
    }
    return principal;
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

    /**
     * Makes organisation, owner and key at the first start. The key is kept in the file `api-key`
     * of the data folder; where that file is lost, the next start makes another key.
     */
    async ensureFirstKey(): Promise<string> {
      const file = join(dataFolder, 'api-key');
      const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
      if (kept && (await authenticateKey(kept))) return kept;
      const { organisationId, ownerId } = await store.ensureFirstOrganisation();
      const key = await store.createKey(organisationId, ownerId, 'first key');
      await writeFile(file, `${key}\n`, { mode: 0o600 });
      return key;
    },

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
      return session && session.expiresAt > Date.now() ? authenticateKey(session.key) : null;
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
