import type { Role } from '@patchbay/core/access/role.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { InvitationView } from '@patchbay/core/api/people-routes.ts';
import type pg from 'pg';
import { v7 as createId } from 'uuid';
import { readIdCursor, toPage } from '../../database/cursor.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import type { AuditLog } from '../audit.ts';
import { keepLink } from '../links/link-rows.ts';
import type { Principal } from '../principal.ts';

interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** So long an invitation can be taken. */
const lifetimeMs = 7 * 24 * 3_600_000;

export type InvitationStore = ReturnType<typeof createInvitationStore>;

/** Invitations that nobody has taken yet. */
export function createInvitationStore(database: Database, audit: AuditLog) {
  return {
    async list(
      organisationId: string,
      query: { cursor?: string; limit: number },
    ): Promise<Page<InvitationView>> {
      const { rows } = await database.pool.query<InvitationRow>(
        `select id, email, role, invited_by as "invitedBy", created_at as "createdAt",
           expires_at as "expiresAt"
         from invitation where organization_id = $1 and status = 'pending'
           and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [organisationId, readIdCursor(query.cursor), query.limit + 1],
      );
      return toPage(rows.map(toView), query.limit, ({ id }) => id);
    },

    /**
     * Invites somebody, in place of an invitation of before, where whoever asks may take that back. The token of
     * the link is seen this time only.
     */
    async create(
      principal: Principal,
      { email, role }: { email: string; role: Role },
      mayTouch: (role: Role) => boolean,
    ): Promise<
      { invitation: InvitationView; token: string; replaced: boolean } | 'member' | 'above'
    > {
      const { organisationId, actor, name: invitedBy } = principal;
      const invitation = { id: createId(), email: email.toLowerCase(), role, invitedBy };
      return await withTransaction(database, async (client) => {
        await client.query('select from organization where id = $1 for update', [organisationId]);
        if (await isMember(client, organisationId, invitation.email)) return 'member';
        const open = await listOpenRoles(client, organisationId, invitation.email);
        if (!open.every(mayTouch)) return 'above';
        await client.query(
          `update invitation set status = 'canceled'
           where organization_id = $1 and email = $2 and status = 'pending'`,
          [organisationId, invitation.email],
        );
        const { rows } = await client.query<{ createdAt: Date; expiresAt: Date }>(
          `insert into invitation (id, organization_id, email, role, inviter_id, invited_by, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7)
           returning created_at as "createdAt", expires_at as "expiresAt"`,
          [
            invitation.id,
            organisationId,
            invitation.email,
            role,
            actor.startsWith('user:') ? actor.slice('user:'.length) : null,
            invitedBy,
            new Date(Date.now() + lifetimeMs),
          ],
        );
        const link = {
          purpose: 'invitation',
          organisationId,
          invitationId: invitation.id,
        } as const;
        const { token } = await keepLink(client, link, lifetimeMs);
        await audit.record(client, principal, {
          action: 'invitation:created',
          subject: invitation.id,
          details: { email: invitation.email, role },
        });
        const [times] = rows;
        if (!times) throw new Error('An invitation was inserted and did not come back.');
        const replaced = open.length > 0;
        return { invitation: toView({ ...invitation, ...times }), token, replaced };
      });
    },

    /** Takes an invitation back; null when done. */
    async revoke(
      principal: Principal,
      id: string,
      mayTouch: (role: Role) => boolean,
    ): Promise<'absent' | 'above' | null> {
      return await withTransaction(database, async (client) => {
        const { rows } = await client.query<{ email: string; role: Role }>(
          `select email, role from invitation
           where organization_id = $1 and id = $2 and status = 'pending' for update`,
          [principal.organisationId, id],
        );
        const [found] = rows;
        if (!found) return 'absent';
        if (!mayTouch(found.role)) return 'above';
        await client.query("update invitation set status = 'canceled' where id = $1", [id]);
        await audit.record(client, principal, {
          action: 'invitation:revoked',
          subject: id,
          details: { ...found },
        });
        return null;
      });
    },
  };
}

async function isMember(
  client: pg.ClientBase,
  organisationId: string,
  email: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from member m join "user" u on u.id = m.user_id
     where m.organization_id = $1 and u.email = $2`,
    [organisationId, email],
  );
  return rowCount === 1;
}

/** The roles for which an address is invited and could still come. */
async function listOpenRoles(
  client: pg.ClientBase,
  organisationId: string,
  email: string,
): Promise<Role[]> {
  const { rows } = await client.query<{ role: Role }>(
    `select role from invitation where organization_id = $1 and email = $2
       and status = 'pending' and expires_at > now() for update`,
    [organisationId, email],
  );
  return rows.map(({ role }) => role);
}

function toView({ createdAt, expiresAt, ...rest }: InvitationRow): InvitationView {
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: expiresAt > new Date() ? 'open' : 'expired',
  };
}
