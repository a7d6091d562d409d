import { permissions } from '@patchbay/core/api/route.ts';
import type { Database } from '../database/database.ts';
import type { Auth } from './auth-store.ts';
import { fromKeyPermissions, toKeyPermissions } from './key-permissions.ts';
import type { Caller } from './principal.ts';

/** An organisation as people know it. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Short, in lower case, for addresses; no two organisations have the same. */
  readonly slug: string;
}

export type AccessStore = ReturnType<typeof createAccessStore>;

/** What the first organisation is called. */
export const firstOrganisation = { name: 'Patchbay', slug: 'patchbay' };

/** Who owns the first organisation until somebody does: nobody can sign in as them. */
export const placeholder = { name: 'Owner', email: 'owner@patchbay.invalid', emailVerified: true };

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

    /** Makes a key that may do everything in its organisation. This is the only time it is seen. */
    async createKey(organisationId: string, ownerId: string, name: string): Promise<string> {
      const created = await auth.api.createApiKey({
        body: {
          name,
          organizationId: organisationId,
          userId: ownerId,
          permissions: toKeyPermissions(permissions),
        },
      });
      return created.key;
    },

    /** Whom a key stands for; null where it is unknown, expired or disabled. */
    async verifyKey(key: string): Promise<Caller | null> {
      const verified = await auth.api.verifyApiKey({ body: { key } });
      if (!verified.valid || !verified.key) return null;
      return {
        organisationId: verified.key.referenceId,
        actor: `key:${verified.key.id}`,
        name: verified.key.name ?? '',
        permissions: fromKeyPermissions(verified.key.permissions),
      };
    },
  };
}
