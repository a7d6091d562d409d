import { type Database, withTransaction } from '../../database/database.ts';
import type { AuditLog } from '../audit.ts';
import type { Auth } from '../auth-store.ts';
import { withdrawUserLinks } from '../links/link-rows.ts';
import type { Principal } from '../principal.ts';
import { endSessions } from '../sessions/session-rows.ts';
import { keepPassword } from './user-rows.ts';

/** A user, by whose password they are known. */
export interface KnownUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Null where they have none, such as those who come by another service. */
  readonly passwordHash: string | null;
}

/** An organisation that a user is in. */
export interface Membership {
  readonly id: string;
  readonly name: string;
}

export type UserStore = ReturnType<typeof createUserStore>;

/** Users: who they are, by what they are known, and what they change about themselves. */
export function createUserStore(database: Database, auth: Auth, audit: AuditLog) {
  async function find(where: 'u.email = $1' | 'u.id = $1', value: string) {
    const { rows } = await database.pool.query<KnownUser>(
      `select u.id, u.name, u.email, a.password as "passwordHash" from "user" u
       left join account a on a.user_id = u.id and a.provider_id = 'credential'
       where ${where} limit 1`,
      [value],
    );
    return rows[0] ?? null;
  }

  return {
    findByEmail: (email: string) => find('u.email = $1', email.toLowerCase()),
    findById: (id: string) => find('u.id = $1', id),

    /** The organisations that a user is in, the one they were in last first, then by name. */
    async listOrganisations(userId: string): Promise<Membership[]> {
      const { rows } = await database.pool.query<Membership>(
        `select o.id, o.name from member m join organization o on o.id = m.organization_id
         where m.user_id = $1
         order by (select max(s.updated_at) from session s
           where s.user_id = m.user_id and s.active_organization_id = o.id) desc nulls last, o.name, o.id`,
        [userId],
      );
      return rows;
    },

    /** Gives a user another name. */
    async rename(principal: Principal, userId: string, name: string): Promise<void> {
      await withTransaction(database, async (client, orm) => {
        await auth.within(orm, (keeper) => keeper.updateUser(userId, { name }));
        await audit.record(client, principal, {
          action: 'user:renamed',
          subject: userId,
          details: { name },
        });
      });
    },

    /** Gives a user another password, withdraws their links, and ends all sessions but the one in which that is asked for. */
    async changePassword(
      principal: Principal,
      userId: string,
      change: { passwordHash: string; sessionId: string },
    ): Promise<void> {
      await withTransaction(database, async (client, orm) => {
        await auth.within(orm, (keeper) => keepPassword(keeper, userId, change.passwordHash));
        await withdrawUserLinks(client, userId);
        const ended = await endSessions(client, userId, { except: change.sessionId });
        await audit.record(client, principal, {
          action: 'user:password-changed',
          subject: userId,
          details: { endedSessions: ended },
        });
      });
    },
  };
}
