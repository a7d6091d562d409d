import type pg from 'pg';
import { firstOrganisation, placeholder } from '../first-organisation.ts';
import type { Identity } from './identity.ts';

/** A user, as somebody who comes by the service is recognised. */
export interface RecognisedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The user to whom somebody was linked when they first came. */
export async function findLinkedUser(
  client: pg.ClientBase,
  { issuer, subject }: Identity,
): Promise<RecognisedUser | null> {
  const { rows } = await client.query<RecognisedUser>(
    `select u.id, u.name, u.email from account a join "user" u on u.id = a.user_id
     where a.provider_id = $1 and a.account_id = $2`,
    [issuer, subject],
  );
  return rows[0] ?? null;
}

/**
 * The user with the address for which the service vouches, and whether somebody else of the same issuer is
 * linked to them. The placeholder of the first owner is nobody: its link decides who that is.
 */
export async function findUserByEmail(
  client: pg.ClientBase,
  { issuer, verifiedEmail }: Identity,
): Promise<(RecognisedUser & { isTaken: boolean }) | null> {
  const { rows } = await client.query<RecognisedUser & { isTaken: boolean }>(
    `select u.id, u.name, u.email, exists
       (select from account a where a.user_id = u.id and a.provider_id = $2) as "isTaken"
     from "user" u where u.email = $1 and u.email <> $3`,
    [verifiedEmail, issuer, placeholder.email],
  );
  return rows[0] ?? null;
}

/** The open invitations of an address, the newest first. */
export async function listOpenInvitations(
  client: pg.ClientBase,
  email: string | null,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from invitation where email = $1 and status = 'pending' and expires_at > now()
     order by id desc`,
    [email],
  );
  return rows.map(({ id }) => id);
}

/** The organisations that a user is in. */
export async function listOrganisationsOf(
  client: pg.ClientBase,
  userId: string,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select organization_id as id from member where user_id = $1 order by id',
    [userId],
  );
  return rows.map(({ id }) => id);
}

/** Lets one after the other in: two who come at once for the first time are not linked to the same user. */
export async function lockFirstOrganisation(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select id from organization where slug = $1 for update',
    [firstOrganisation.slug],
  );
  if (!rows[0]) throw new Error('The first organisation is not there.');
  return rows[0].id;
}
