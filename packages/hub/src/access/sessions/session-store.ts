import { roles } from '@patchbay/core/access/role.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import type { AuditLog } from '../audit.ts';
import type { Auth } from '../auth-store.ts';
import { createToken, digestOf } from '../one-way.ts';
import type { Principal } from '../principal.ts';
import type { Session } from './session.ts';
import { forgetEndedSessions } from './session-rows.ts';
import type { Visitor } from './visitor.ts';

interface SessionRow {
  id: string;
  lastSeenAt: Date;
  userId: string;
  userName: string;
  email: string;
  organisationId: string;
  organisationName: string;
  role: string;
}

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Sessions as better-auth keeps them, each for one organisation. Of the token in the cookie a digest is kept. */
export function createSessionStore(database: Database, auth: Auth, audit: AuditLog) {
  return {
    /** The days for which a session is good after it was last used. */
    days: auth.sessionDays,

    /**
     * The session of a token: null where there is none, where it has ended, or where the user is not in
     * the organisation any more. Nothing of it is remembered, so that what changes counts at once.
     */
    async find(token: string): Promise<Session | null> {
      const { rows } = await database.pool.query<SessionRow>(
        `select s.id, s.updated_at as "lastSeenAt", u.id as "userId", u.name as "userName", u.email,
           o.id as "organisationId", o.name as "organisationName", m.role
         from session s join "user" u on u.id = s.user_id
         join member m on m.user_id = s.user_id and m.organization_id = s.active_organization_id
         join organization o on o.id = m.organization_id
         where s.token = $1 and s.expires_at > now()`,
        [digestOf(token)],
      );
      return rows[0] ? toSession(rows[0]) : null;
    },

    /** Opens a session, and returns the token by which it is known. */
    async open(
      principal: Omit<Principal, 'permissions'>,
      userId: string,
      { visitor, way }: { visitor: Visitor; way: string },
    ): Promise<string> {
      const token = createToken();
      await withTransaction(database, async (client, orm) => {
        await forgetEndedSessions(client, userId);
        const opened = await auth.within(orm, (keeper) =>
          keeper.createSession(
            userId,
            false,
            {
              token: digestOf(token),
              activeOrganizationId: principal.organisationId,
              ipAddress: visitor.address,
              userAgent: visitor.userAgent.slice(0, 500),
            },
            true,
          ),
        );
        await audit.record(client, principal, {
          action: 'session:opened',
          subject: opened.id,
          details: { way },
        });
      });
      return token;
    },

    /** Lets a session that is in use be good for longer, once an hour; tells whether it was time for that. */
    async prolong({ id, lastSeenAt }: Session): Promise<boolean> {
      if (Date.now() - lastSeenAt.getTime() < 3_600_000) return false;
      const { rowCount } = await database.pool.query(
        `update session set updated_at = now(), expires_at = now() + make_interval(days => $2)
         where id = $1 and expires_at > now() and updated_at < now() - interval '1 hour'`,
        [id, auth.sessionDays],
      );
      return rowCount === 1;
    },

    /** Ends a session for good. */
    async end(principal: Principal, { id }: Session): Promise<void> {
      await withTransaction(database, async (client) => {
        await client.query('update session set expires_at = now() where id = $1', [id]);
        await audit.record(client, principal, { action: 'session:ended', subject: id });
      });
    },

    /** Turns a session to another organisation that its user is in; false where they are not. */
    async turnTo({ id, user }: Session, organisationId: string): Promise<boolean> {
      const { rowCount } = await database.pool.query(
        `update session set active_organization_id = $2 where id = $1 and exists
           (select from member where user_id = $3 and organization_id = $2)`,
        [id, organisationId, user.id],
      );
      return rowCount === 1;
    },

    /** Writes down, in each organisation of a user, that somebody tried to come in as them. */
    async recordRefusal(
      user: { id: string; email: string },
      { visitor, reason }: { visitor: Visitor; reason: string },
    ): Promise<void> {
      await withTransaction(database, async (client) => {
        const { rows } = await client.query<{ organisationId: string }>(
          'select organization_id as "organisationId" from member where user_id = $1',
          [user.id],
        );
        for (const { organisationId } of rows) {
          const nobody = { organisationId, actor: 'hub', name: '', address: visitor.address };
          await audit.record(client, nobody, {
            action: 'session:refused',
            subject: user.id,
            details: { email: user.email, reason },
          });
        }
      });
    },
  };
}

/** Null where the role is none that this version knows. */
function toSession(row: SessionRow): Session | null {
  const role = roles.find((name) => name === row.role);
  if (!role) return null;
  return {
    id: row.id,
    user: { id: row.userId, name: row.userName, email: row.email },
    organisation: { id: row.organisationId, name: row.organisationName },
    role,
    lastSeenAt: row.lastSeenAt,
  };
}
