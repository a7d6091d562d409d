import type { LinkView } from '@patchbay/core/api/session.ts';
import type pg from 'pg';
import { type Database, withTransaction } from '../../database/database.ts';
import type { AuditLog } from '../audit.ts';
import type { Auth } from '../auth-store.ts';
import { firstOrganisation, placeholder } from '../first-organisation.ts';
import {
  acceptInvitation,
  becomeMember,
  type LetIn,
  letInAs,
  type NewPerson,
} from '../people/join-rows.ts';
import type { Principal } from '../principal.ts';
import { endSessions } from '../sessions/session-rows.ts';
import { createUser, keepPassword } from '../users/user-rows.ts';
import {
  keepLink,
  readLink,
  takeLink,
  withdrawFirstOwnerLinks,
  withdrawUserLinks,
} from './link-rows.ts';
import { describeLink } from './link-view-rows.ts';

const dayMs = 24 * 3_600_000;

export type LinkStore = ReturnType<typeof createLinkStore>;

/** One-time links, and what comes of using them. A link is used up with what it does, or not at all. */
export function createLinkStore(database: Database, auth: Auth, audit: AuditLog) {
  return {
    /** Whether nobody but the placeholder owns the first organisation. */
    async isOwnerMissing(): Promise<boolean> {
      const { rowCount } = await database.pool.query(ownersQuery, ownersValues);
      return rowCount === 0;
    },

    /** A new link for the first owner; those of before are worth nothing. */
    async createFirstOwnerLink(): Promise<string> {
      return await withTransaction(database, async (client) => {
        await withdrawFirstOwnerLinks(client);
        const { rows } = await client.query<{ id: string }>(
          'select id from organization where slug = $1',
          [firstOrganisation.slug],
        );
        const link = { purpose: 'first-owner', organisationId: rows[0]?.id ?? '' } as const;
        // For as long as the hub runs, and it may run for long: its next start withdraws it.
        return (await keepLink(client, link, 365 * dayMs)).token;
      });
    },

    /** A link by which a user signs in, with a new password or as they are. */
    async createUserLink(
      principal: Omit<Principal, 'permissions'>,
      {
        userId,
        purpose,
        lifetimeMs,
      }: { userId: string; purpose: 'password' | 'sign-in'; lifetimeMs: number },
    ): Promise<{ token: string; expiresAt: Date }> {
      const { organisationId } = principal;
      return await withTransaction(database, async (client) => {
        const made = await keepLink(client, { purpose, organisationId, userId }, lifetimeMs);
        await audit.record(client, principal, {
          action: 'user:link-created',
          subject: userId,
          details: { purpose },
        });
        return made;
      });
    },

    /** What a link is for, as whoever brings it is told. */
    async describe(token: string): Promise<LinkView | null> {
      const link = await readLink(database.pool, token);
      return link && (await describeLink(database.pool, link));
    },

    /** Makes the first owner of the placeholder. Null where the link is worth nothing (any more). */
    async claimFirstOwner(token: string, person: NewPerson, address: string | null) {
      return await withTransaction(database, async (client, orm): Promise<LetIn | null> => {
        const link = await takeLink(client, token);
        if (link?.purpose !== 'first-owner') return null;
        return await claim(client, orm, { person, address, way: 'link' });
      });
    },

    /** The same without a link, as the environment of the hub wants it. */
    async claimAsConfigured(person: NewPerson) {
      return await withTransaction(database, (client, orm) =>
        claim(client, orm, { person, address: null, way: 'environment' }),
      );
    },

    /** Gives the user of a link a new password, ends their sessions and withdraws their other links. */
    async setPassword(token: string, passwordHash: string, address: string) {
      return await withTransaction(database, async (client, orm): Promise<LetIn | null> => {
        const letIn = await takeUserLink(client, token, 'password');
        if (!letIn) return null;
        await auth.within(orm, (keeper) => keepPassword(keeper, letIn.userId, passwordHash));
        await withdrawUserLinks(client, letIn.userId);
        const ended = await endSessions(client, letIn.userId);
        const principal = letInAs(letIn, address);
        await audit.record(client, principal, {
          action: 'user:password-changed',
          subject: letIn.userId,
          details: { way: 'link', endedSessions: ended },
        });
        return letIn;
      });
    },

    /** Lets somebody join by their invitation: a user of this hub, or a new one. Null where it is worth nothing. */
    async join(token: string, who: { userId: string } | NewPerson, address: string) {
      return await withTransaction(database, async (client, orm): Promise<LetIn | null> => {
        const link = await takeLink(client, token);
        if (link?.purpose !== 'invitation') return null;
        const invitation = await acceptInvitation(client, link.invitationId);
        if (!invitation) return null;
        const userId =
          'userId' in who
            ? who.userId
            : await auth.within(orm, (keeper) =>
                createUser(keeper, { ...who, email: invitation.email }),
              );
        return await becomeMember(client, audit, { ...invitation, userId, address });
      });
    },

    /** Whom a link signs in as they are. */
    async takeSignIn(token: string): Promise<LetIn | null> {
      return await withTransaction(database, (client) => takeUserLink(client, token, 'sign-in'));
    },
  };

  async function claim(
    client: pg.ClientBase,
    orm: Database['orm'],
    { person, address, way }: { person: NewPerson; address: string | null; way: string },
  ): Promise<LetIn | null> {
    const { rows } = await client.query<{ userId: string; organisationId: string }>(
      `select u.id as "userId", m.organization_id as "organisationId"
       from "user" u join member m on m.user_id = u.id where u.email = $1 for update of u`,
      [placeholder.email],
    );
    const [found] = rows;
    if (!found || (await client.query(ownersQuery, ownersValues)).rowCount !== 0) return null;
    const { name, email, passwordHash } = person;
    await auth.within(orm, async (keeper) => {
      await keeper.updateUser(found.userId, { name, email });
      await keepPassword(keeper, found.userId, passwordHash);
    });
    await withdrawFirstOwnerLinks(client);
    await audit.record(client, letInAs({ ...found, name }, address), {
      action: 'user:became-first-owner',
      subject: found.userId,
      details: { email, way },
    });
    return { ...found, name };
  }
}

/** Owners of the first organisation who are somebody. */
const ownersQuery = `select from member m join "user" u on u.id = m.user_id
  join organization o on o.id = m.organization_id
  where o.slug = $1 and m.role = 'owner' and u.email <> $2 limit 1`;
const ownersValues = [firstOrganisation.slug, placeholder.email];

/** Whom a link of this purpose lets in: null where it is worth nothing, or where they are no member any more. */
async function takeUserLink(
  client: pg.ClientBase,
  token: string,
  purpose: 'password' | 'sign-in',
): Promise<LetIn | null> {
  const link = await takeLink(client, token);
  if (link?.purpose !== purpose) return null;
  const { userId, organisationId } = link;
  const { rows } = await client.query<{ name: string }>(
    `select u.name from "user" u join member m on m.user_id = u.id
     where u.id = $1 and m.organization_id = $2`,
    [userId, organisationId],
  );
  return rows[0] ? { userId, organisationId, name: rows[0].name } : null;
}
