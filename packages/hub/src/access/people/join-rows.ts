import type { Role } from '@patchbay/core/access/role.ts';
import type pg from 'pg';
import { v7 as createId } from 'uuid';
import type { AuditLog } from '../audit.ts';
import { withdrawUserLinks } from '../links/link-rows.ts';
import type { Principal } from '../principal.ts';

/** A user who is let in, and where. */
export interface LetIn {
  readonly userId: string;
  readonly name: string;
  readonly organisationId: string;
}

/** What somebody says of themselves who comes for the first time. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** Somebody who is let in, as the audit names them. */
export function letInAs(
  { userId, name, organisationId }: LetIn,
  address: string | null,
): Omit<Principal, 'permissions'> {
  return { organisationId, actor: `user:${userId}`, name, address };
}

/** An invitation that somebody takes. */
export interface TakenInvitation {
  /** Null where they come without one, by the domain of their address. */
  readonly id: string | null;
  readonly organisationId: string;
  readonly email: string;
  readonly role: Role;
}

/** Takes an invitation; null where it was taken, revoked, or is too old. */
export async function acceptInvitation(
  client: pg.ClientBase,
  id: string,
): Promise<TakenInvitation | null> {
  const { rows } = await client.query<TakenInvitation>(
    `update invitation set status = 'accepted'
     where id = $1 and status = 'pending' and expires_at > now()
     returning id, organization_id as "organisationId", email, role`,
    [id],
  );
  return rows[0] ?? null;
}

/** Makes a user a member by the invitation that they took. Who is one already stays what they are. */
export async function becomeMember(
  client: pg.ClientBase,
  audit: AuditLog,
  taken: TakenInvitation & { userId: string; address: string | null },
): Promise<LetIn> {
  const { organisationId, userId, role, email } = taken;
  await client.query('select from organization where id = $1 for update', [organisationId]);
  await client.query(
    `insert into member (id, organization_id, user_id, role, created_at)
     select $1, $2, $3, $4, now() where not exists
       (select from member where organization_id = $2 and user_id = $3)`,
    [createId(), organisationId, userId, role],
  );
  await withdrawUserLinks(client, userId);
  const { rows } = await client.query<{ name: string }>('select name from "user" where id = $1', [
    userId,
  ]);
  const letIn = { userId, organisationId, name: rows[0]?.name ?? email };
  await audit.record(client, letInAs(letIn, taken.address), {
    action: 'member:joined',
    subject: userId,
    details: { email, role, invitation: taken.id },
  });
  return letIn;
}
