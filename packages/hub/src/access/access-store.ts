import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Database } from '../database/database.ts';
import type { Auth } from './auth-store.ts';
import { firstOrganisation, placeholder } from './first-organisation.ts';
import { fromKeyPermissions } from './key-permissions.ts';
import { readKeyFacts } from './keys/key-record.ts';
import type { VerifiedKey } from './keys/known-keys.ts';

/** An organisation as people know it. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Short, in lower case, for addresses; no two organisations have the same. */
  readonly slug: string;
}

export type AccessStore = ReturnType<typeof createAccessStore>;

/** Organisations and API keys. */
export function createAccessStore(database: Database, auth: Auth) {
  return {
    /** The first organisation and an owner of it, made where they are not there yet. */
    async ensureFirstOrganisation(): Promise<{ organisationId: string; ownerId: string }> {
      const { rows } = await database.pool.query<{ organisationId: string; ownerId: string }>(
        `select o.id as "organisationId", m.user_id as "ownerId"
         from organization o join member m on m.organization_id = o.id and m.role = 'owner'
         where o.slug = $1 order by m.created_at limit 1`,
        [firstOrganisation.slug],
      );
      if (rows[0]) return rows[0];
      const { internalAdapter } = await auth.$context;
      const kept = await internalAdapter.findUserByEmail(placeholder.email);
      const owner =
        kept?.user ?? (await internalAdapter.createUser(placeholder, { method: 'internal' }));
      const made = await auth.api.createOrganization({
        body: { ...firstOrganisation, userId: owner.id },
      });
      return { organisationId: made.id, ownerId: owner.id };
    },

    /** What people call an organisation. */
    async findOrganisation(id: string): Promise<Organisation | null> {
      const { adapter } = await auth.$context;
      return adapter.findOne<Organisation>({
        model: 'organization',
        where: [{ field: 'id', value: id }],
        select: ['id', 'name', 'slug'],
      });
    },

    /** Whom a key stands for, until when, or why it is not let in. Its last use is written down by this. */
    async verifyKey(key: string): Promise<Outcome<VerifiedKey>> {
      const verified = await auth.api.verifyApiKey({ body: { key } });
      if (!verified.valid || !verified.key) return fail(refusedKey(verified.error?.code));
      const { id, name, referenceId, permissions, metadata } = verified.key;
      const { expiresAtMs } = readKeyFacts(metadata);
      const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
      if (expiresAt && expiresAt <= new Date()) return fail(expiredKey(name ?? '', expiresAt));
      const caller = {
        organisationId: referenceId,
        actor: `key:${id}`,
        name: name ?? '',
        permissions: fromKeyPermissions(permissions),
      };
      return succeed({ caller, expiresAt });
    },
  };
}

function refusedKey(code: string | undefined): Problem {
  const message =
    code === 'KEY_DISABLED' ? 'The key was revoked.' : 'The key is not known to this hub.';
  return { code: 'AUTH_REQUIRED', message };
}

function expiredKey(name: string, expiresAt: Date): Problem {
  return {
    code: 'AUTH_REQUIRED',
    message: `The key "${name}" expired on ${expiresAt.toISOString().slice(0, 10)}. Make another one.`,
  };
}
