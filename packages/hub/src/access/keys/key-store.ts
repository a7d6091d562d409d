import { defaultKeyHasher } from '@better-auth/api-key';
import type { ApiKeyQuery, ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { type Permission, permissions } from '@patchbay/core/api/route.ts';
import { generateRandomString } from 'better-auth/crypto';
import { and, desc, eq, ilike, lt, or, type SQL, sql } from 'drizzle-orm';
import { v7 as createId } from 'uuid';
import { readIdCursor, toPage } from '../../database/cursor.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import { apikey } from '../../database/schema/auth.ts';
import { toPattern } from '../../like-pattern.ts';
import { notifyAccessChanged } from '../../queue/access-signals.ts';
import type { AuditLog } from '../audit.ts';
import { toKeyPermissions } from '../key-permissions.ts';
import type { Principal } from '../principal.ts';
import { type KeyFacts, type NewKey, toKeyView } from './key-record.ts';

/** By which keys of Patchbay are known, in logs and to those who search repositories for them. */
const prefix = 'pb_';
const shownCharacters = 8;

/** Who makes a key or takes it back. */
type Maker = Omit<Principal, 'permissions'>;

export type KeyStore = ReturnType<typeof createKeyStore>;

/**
 * Keeps API keys in the table from which better-auth verifies them. Their rows are written here: its own way
 * to make one wants a user of the organisation, which a key that makes another is not, and no entry of the
 * audit could stand in the same transaction.
 */
export function createKeyStore(database: Database, audit: AuditLog) {
  const { orm } = database;
  const one = (organisationId: string, id: string) =>
    and(eq(apikey.referenceId, organisationId), eq(apikey.id, id));

  return {
    /** Makes a key. This is the only time that it is seen: its hash is kept. */
    async insert(maker: Maker, wanted: NewKey): Promise<{ key: string; apiKey: ApiKeyView }> {
      const key = `${prefix}${generateRandomString(64, 'a-z', 'A-Z')}`;
      const row = await prepareRow(maker, wanted, key);
      await withTransaction(database, async (client, transaction) => {
        await transaction.insert(apikey).values(row);
        await audit.record(client, maker, {
          action: 'key:created',
          subject: row.id,
          details: {
            name: wanted.name,
            scopes: [...wanted.scopes],
            expiresAt: wanted.expiresAt?.toISOString() ?? null,
          },
        });
      });
      return { key, apiKey: toKeyView({ ...row, lastRequest: null }) };
    },

    /** All keys of an organisation, those that are worth nothing any more too, newest first. */
    async list(organisationId: string, query: ApiKeyQuery): Promise<Page<ApiKeyView>> {
      const before = readIdCursor(query.cursor);
      const rows = await orm
        .select()
        .from(apikey)
        .where(
          and(
            eq(apikey.referenceId, organisationId),
            before === null ? undefined : lt(apikey.id, before),
            query.text === undefined ? undefined : hasWords(query.text),
            query.state && inState[query.state],
          ),
        )
        .orderBy(desc(apikey.id))
        .limit(query.limit + 1);
      return toPage(
        rows.map((row) => toKeyView(row)),
        query.limit,
        ({ id }) => id,
      );
    },

    /** Revokes a key for good, where its scopes may be touched. Who revokes it again changes nothing. */
    async revoke(
      maker: Maker,
      id: string,
      mayTouch: (scopes: readonly Permission[]) => boolean,
    ): Promise<'absent' | 'above' | null> {
      return await withTransaction(database, async (client, transaction) => {
        const [known] = await transaction
          .select()
          .from(apikey)
          .where(one(maker.organisationId, id))
          .for('update');
        if (!known) return 'absent';
        if (!mayTouch(toKeyView(known).scopes)) return 'above';
        if (known.enabled === false) return null;
        await transaction
          .update(apikey)
          .set({ enabled: false, updatedAt: new Date() })
          .where(one(maker.organisationId, id));
        const details = { name: known.name };
        await audit.record(client, maker, { action: 'key:revoked', subject: id, details });
        await notifyAccessChanged(client, `key:${id}`);
        return null;
      });
    },

    /** Gives a key another name and other scopes, where it has not got them already. */
    async bringUpToDate(
      maker: Maker,
      id: string,
      { name, scopes }: { name: string; scopes: readonly Permission[] },
    ): Promise<void> {
      await withTransaction(database, async (client, transaction) => {
        const granted = JSON.stringify(toKeyPermissions(scopes));
        const [known] = await transaction
          .select()
          .from(apikey)
          .where(one(maker.organisationId, id))
          .for('update');
        if (!known || (known.name === name && known.permissions === granted)) return;
        await transaction
          .update(apikey)
          .set({ name, permissions: granted, updatedAt: new Date() })
          .where(one(maker.organisationId, id));
        const details = { name, scopes: [...scopes] };
        await audit.record(client, maker, { action: 'key:changed', subject: id, details });
      });
    },
  };
}

/** The end of a key stands among its facts. */
const hasEnded = sql`coalesce((${apikey.metadata}::jsonb ->> 'expiresAtMs')::numeric <= extract(epoch from now()) * 1000, false)`;
const isEnabled = sql`${apikey.enabled} is not false`;
const inState: { readonly [State in ApiKeyView['state']]: SQL } = {
  active: sql`${isEnabled} and not ${hasEnded}`,
  expired: sql`${isEnabled} and ${hasEnded}`,
  revoked: sql`${apikey.enabled} = false`,
};

/** In its name, or in what is shown of it. */
function hasWords(text: string) {
  return or(ilike(apikey.name, toPattern(text)), ilike(apikey.start, toPattern(text)));
}

async function prepareRow(maker: Maker, wanted: NewKey, key: string) {
  const facts: KeyFacts = {
    createdBy: maker.actor === 'hub' ? null : maker.name,
    expiresAtMs: wanted.expiresAt?.getTime() ?? null,
  };
  const createdAt = new Date();
  const scopes = permissions.filter((permission) => wanted.scopes.includes(permission));
  return {
    id: createId(),
    name: wanted.name,
    start: key.slice(0, shownCharacters),
    prefix,
    referenceId: maker.organisationId,
    key: await defaultKeyHasher(key),
    enabled: true,
    rateLimitEnabled: false,
    permissions: JSON.stringify(toKeyPermissions(scopes)),
    metadata: JSON.stringify(facts),
    createdAt,
    updatedAt: createdAt,
  };
}
