import { type Role, roles } from '@patchbay/core/access/role.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { MemberQuery, MemberView } from '@patchbay/core/api/people-routes.ts';
import type pg from 'pg';
import { readIdCursor, toPage } from '../../database/cursor.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import { toPattern } from '../../like-pattern.ts';
import type { AuditLog } from '../audit.ts';
import { placeholder } from '../first-organisation.ts';
import { withdrawUserLinks } from '../links/link-rows.ts';
import type { Principal } from '../principal.ts';
import { endSessions } from '../sessions/session-rows.ts';

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: string;
  joinedAt: Date;
  lastSeenAt: Date | null;
}

/** Why a member is not changed: they are not there, stand above whoever asks, or own the organisation alone. */
export type MemberRefusal = 'absent' | 'above' | 'last-owner';

/** Who asks for a change, and whose roles they may touch. */
interface Change {
  readonly principal: Principal;
  readonly userId: string;
  readonly mayTouch: (role: Role) => boolean;
}

export type MemberStore = ReturnType<typeof createMemberStore>;

/** The people of organisations. The placeholder of the first owner is none of them. */
export function createMemberStore(database: Database, audit: AuditLog) {
  return {
    async list(organisationId: string, query: MemberQuery): Promise<Page<MemberView>> {
      const after = readIdCursor(query.cursor);
      const pattern = query.text === undefined ? null : toPattern(query.text);
      const { rows } = await database.pool.query<MemberRow>(
        `${memberQuery} and ($3::uuid is null or (lower(u.name), u.id) >
           (select lower(name), id from "user" where id = $3))
           and ($4::text is null or u.name ilike $4 or u.email ilike $4)
           and ($5::text is null or m.role = $5)
         order by lower(u.name), u.id limit $6`,
        [organisationId, placeholder.email, after, pattern, query.role ?? null, query.limit + 1],
      );
      return toPage(rows.map(toView), query.limit, ({ id }) => id);
    },

    async find(organisationId: string, userId: string): Promise<MemberView | null> {
      const { rows } = await database.pool.query<MemberRow>(`${memberQuery} and u.id = $3`, [
        organisationId,
        placeholder.email,
        userId,
      ]);
      return rows[0] ? toView(rows[0]) : null;
    },

    /** The e-mail addresses of all owners, of whichever organisation. */
    async listOwnerAddresses(): Promise<string[]> {
      const { rows } = await database.pool.query<{ email: string }>(
        `select distinct u.email from member m join "user" u on u.id = m.user_id
         where m.role = 'owner' and u.email <> $1 order by u.email`,
        [placeholder.email],
      );
      return rows.map(({ email }) => email);
    },

    /** Whether a user is in other organisations than this one too. */
    async isElsewhere(organisationId: string, userId: string): Promise<boolean> {
      const { rowCount } = await database.pool.query(
        'select from member where user_id = $2 and organization_id <> $1 limit 1',
        [organisationId, userId],
      );
      return rowCount === 1;
    },

    /** Gives a member another role, and withdraws the links that were made for the one before; null when done. */
    async changeRole(change: Change, role: Role): Promise<MemberRefusal | null> {
      const { principal, userId } = change;
      return await withTransaction(database, async (client) => {
        const found = await lockMember(client, change);
        if (typeof found === 'string') return found;
        if (found.role === role) return null;
        if (found.isLastOwner) return 'last-owner';
        await client.query(
          'update member set role = $3 where organization_id = $1 and user_id = $2',
          [principal.organisationId, userId, role],
        );
        await withdrawUserLinks(client, userId);
        await audit.record(client, principal, {
          action: 'member:role-changed',
          subject: userId,
          details: { name: found.name, email: found.email, from: found.role, to: role },
        });
        return null;
      });
    },

    /** Takes a member out and ends their sessions here; null when done. */
    async remove(change: Change): Promise<MemberRefusal | null> {
      const { principal, userId } = change;
      const { organisationId } = principal;
      return await withTransaction(database, async (client) => {
        const found = await lockMember(client, change);
        if (typeof found === 'string') return found;
        if (found.isLastOwner) return 'last-owner';
        await client.query('delete from member where organization_id = $1 and user_id = $2', [
          organisationId,
          userId,
        ]);
        await endSessions(client, userId, { organisationId });
        await audit.record(client, principal, {
          action: 'member:removed',
          subject: userId,
          details: { name: found.name, email: found.email, role: found.role },
        });
        return null;
      });
    },
  };
}

const memberQuery = `select u.id, u.name, u.email, m.role, m.created_at as "joinedAt",
    (select max(s.updated_at) from session s
     where s.user_id = u.id and s.active_organization_id = m.organization_id) as "lastSeenAt"
  from member m join "user" u on u.id = m.user_id
  where m.organization_id = $1 and u.email <> $2`;

function toView({ joinedAt, lastSeenAt, role, ...rest }: MemberRow): MemberView {
  return {
    ...rest,
    role: roles.find((name) => name === role) ?? 'viewer',
    joinedAt: joinedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}

/** A member who may be changed; changes of the members of an organisation go one after the other. */
async function lockMember(client: pg.ClientBase, { principal, userId, mayTouch }: Change) {
  const { organisationId } = principal;
  await client.query('select from organization where id = $1 for update', [organisationId]);
  const { rows } = await client.query<{
    name: string;
    email: string;
    role: Role;
    isLastOwner: boolean;
  }>(
    `select u.name, u.email, m.role, m.role = 'owner' and not exists (
       select from member o join "user" ou on ou.id = o.user_id
       where o.organization_id = m.organization_id and o.role = 'owner'
         and o.user_id <> m.user_id and ou.email <> $3) as "isLastOwner"
     from member m join "user" u on u.id = m.user_id
     where m.organization_id = $1 and m.user_id = $2 and u.email <> $3`,
    [organisationId, userId, placeholder.email],
  );
  const [found] = rows;
  if (!found) return 'absent';
  return mayTouch(found.role) ? found : 'above';
}
