import { apiKey } from '@better-auth/api-key';
import { permissions } from '@patchbay/core/api/route.ts';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { organization } from 'better-auth/plugins';
import { v7 as createId } from 'uuid';
import type { Database } from '../database/database.ts';
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

const firstOrganisation = { name: 'Patchbay', slug: 'patchbay' };
const firstUser = { name: 'Owner', email: 'owner@patchbay.invalid' };

/**
 * Users, organisations and API keys as better-auth keeps them. Its HTTP routes are not served;
 * the hub asks it in the process.
 */
export function createAccessStore(database: Database, secret: string) {
  const auth = createAuth(database, secret);

  return {
    /** The one organisation and its owner, made where they are not there yet. */
    async ensureFirstOrganisation(): Promise<{ organisationId: string; ownerId: string }> {
      const { adapter, internalAdapter } = await auth.$context;
      const existingUser = await internalAdapter.findUserByEmail(firstUser.email);
      const owner =
        existingUser?.user ??
        (await internalAdapter.createUser(
          { ...firstUser, emailVerified: true },
          { method: 'internal' },
        ));
      const existing = await adapter.findOne<{ id: string }>({
        model: 'organization',
        where: [{ field: 'slug', value: firstOrganisation.slug }],
      });
      const found =
        existing ??
        (await auth.api.createOrganization({ body: { ...firstOrganisation, userId: owner.id } }));
      return { organisationId: found.id, ownerId: owner.id };
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

function createAuth(database: Database, secret: string) {
  return betterAuth({
    secret,
    baseURL: 'http://localhost', // none of its routes is served
    database: drizzleAdapter(database.orm, { provider: 'pg', transaction: true }),
    advanced: { database: { generateId: () => createId() } },
    logger: { disabled: true }, // it would log every wrong key
    telemetry: { enabled: false },
    plugins: [
      organization(),
      apiKey({
        references: 'organization',
        defaultPrefix: 'pb_',
        requireName: true,
        // Its default lets a key through ten times a day.
        rateLimit: { enabled: false },
      }),
    ],
  });
}
