import type { Role } from '@patchbay/core/access/role.ts';
import { v7 as createId } from 'uuid';
import type { Database } from '../../database/database.ts';
import { createToken, digestOf } from '../one-way.ts';

/** A person with a session. */
export interface SignedIn {
  readonly userId: string;
  readonly organisationId: string;
  /** What a request from a page of the hub carries. */
  readonly headers: { readonly [name: string]: string };
}

/** Somebody of a role, signed in without a password, in the first organisation or in another. */
export async function signInAs(
  { pool }: Database,
  role: Role,
  { organisation = 'patchbay', email = `${createId()}@example.org` } = {},
): Promise<SignedIn> {
  const [userId, token] = [createId(), createToken()];
  await pool.query('insert into "user" (id, name, email) values ($1, $2, $3)', [
    userId,
    `A ${role}`,
    email,
  ]);
  const { rows } = await pool.query<{ organisationId: string }>(
    `insert into member (id, organization_id, user_id, role, created_at)
     select $1, id, $2, $3, now() from organization where slug = $4
     returning organization_id as "organisationId"`,
    [createId(), userId, role, organisation],
  );
  const organisationId = rows[0]?.organisationId ?? '';
  await pool.query(
    `insert into session (id, user_id, token, active_organization_id, expires_at, updated_at)
     values ($1, $2, $3, $4, now() + interval '1 day', now())`,
    [createId(), userId, digestOf(token), organisationId],
  );
  const headers = {
    host: 'localhost',
    origin: 'http://localhost',
    cookie: `patchbay_session=${token}`,
  };
  return { userId, organisationId, headers };
}
