import type { ApiKeyQuery, ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { Permission } from '@patchbay/core/api/route.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from '../principal.ts';
import type { KeyStore } from './key-store.ts';
import type { KnownKeys } from './known-keys.ts';

const dayMs = 24 * 3_600_000;

export type KeysService = ReturnType<typeof createKeysService>;

/** Makes, lists and revokes the API keys of an organisation. */
export function createKeysService({ store, known }: { store: KeyStore; known: KnownKeys }) {
  return {
    list: (organisationId: string, query: ApiKeyQuery): Promise<Page<ApiKeyView>> =>
      store.list(organisationId, query),

    /**
     * Makes a key, which may never do more than who makes it, person or key.
     * @throws PatchbayError AUTH_FORBIDDEN, naming the scopes that the maker has not got
     */
    async create(
      principal: Principal,
      wanted: { name: string; scopes: Permission[]; expiresInDays: number | null },
    ): Promise<{ key: string; apiKey: ApiKeyView }> {
      const { name, scopes, expiresInDays } = wanted;
      const lacking = scopes.filter((scope) => !principal.permissions.has(scope));
      if (lacking.length > 0) throw beyondMaker(lacking);
      const expiresAt =
        expiresInDays === null ? null : new Date(Date.now() + expiresInDays * dayMs);
      return store.insert(principal, { name, scopes, expiresAt });
    },

    /**
     * Revokes a key: at once here, and in all other processes as soon as they hear of it.
     * @throws PatchbayError INPUT_NOT_FOUND; AUTH_FORBIDDEN where the key may do more than who revokes it
     */
    async revoke(principal: Principal, id: string): Promise<void> {
      const lackedBy = (scopes: readonly Permission[]) =>
        scopes.filter((scope) => !principal.permissions.has(scope));
      const refusal = await store.revoke(principal, id, (scopes) => lackedBy(scopes).length === 0);
      if (refusal === 'absent') {
        const message = `There is no API key ${id}.`;
        throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
      }
      if (refusal === 'above') {
        const message =
          'You may not revoke this key: it may do more than you may. Ask an owner, or use a key that may do as much.';
        throw new PatchbayError({ code: 'AUTH_FORBIDDEN', message });
      }
      known.forget(`key:${id}`);
    },
  };
}

function beyondMaker(lacking: readonly Permission[]): PatchbayError {
  return new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message: `A key may never do more than who makes it, and you may not: ${lacking.join(', ')}. Leave that out.`,
    details: { scopes: [...lacking] },
  });
}
