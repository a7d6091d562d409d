import type pg from 'pg';
import { v7 as createId } from 'uuid';
import * as z from 'zod';
import { createToken, digestOf } from '../one-way.ts';

const organisationId = z.uuid();

/** What whoever brings a one-time link may do, once. */
const linkSchema = z.discriminatedUnion('purpose', [
  /** To become the first owner. */
  z.object({ purpose: z.literal('first-owner'), organisationId }),
  /** To join an organisation. */
  z.object({ purpose: z.literal('invitation'), organisationId, invitationId: z.uuid() }),
  /** To sign in as a user, with a new password or as they are. */
  z.object({ purpose: z.enum(['password', 'sign-in']), organisationId, userId: z.uuid() }),
]);
export type Link = z.infer<typeof linkSchema>;

/** A link as it stands in the table `verification` of better-auth: known by a digest of its token. */
const identifierOf = (token: string) => `link:${digestOf(token)}`;

/** Keeps a new link; returns its token, which is kept nowhere. */
export async function keepLink(
  client: pg.ClientBase | pg.Pool,
  link: Link,
  lifetimeMs: number,
): Promise<{ token: string; expiresAt: Date }> {
  const token = createToken();
  const expiresAt = new Date(Date.now() + lifetimeMs);
  await client.query(
    "delete from verification where identifier like 'link:%' and expires_at < now()",
  );
  await client.query(
    'insert into verification (id, identifier, value, expires_at) values ($1, $2, $3, $4)',
    [createId(), identifierOf(token), JSON.stringify(link), expiresAt],
  );
  return { token, expiresAt };
}

/** What a token is for; null where it is unknown, used or too old. */
export async function readLink(
  client: pg.ClientBase | pg.Pool,
  token: string,
): Promise<Link | null> {
  return await ask(client, 'select value from verification', token);
}

/** Uses a link up. Of several who bring it at once, one is given what it is for. */
export async function takeLink(client: pg.ClientBase, token: string): Promise<Link | null> {
  return await ask(client, 'delete from verification', token);
}

async function ask(
  client: pg.ClientBase | pg.Pool,
  what: 'select value from verification' | 'delete from verification',
  token: string,
): Promise<Link | null> {
  const returning = what.startsWith('delete') ? ' returning value' : '';
  const { rows } = await client.query<{ value: string }>(
    `${what} where identifier = $1 and expires_at > now()${returning}`,
    [identifierOf(token)],
  );
  return rows[0] ? linkSchema.parse(JSON.parse(rows[0].value)) : null;
}

/**
 * Withdraws every link by which a user signs in. Whoever made one might do so for what the user was then: it
 * must not open what they have become since.
 */
export async function withdrawUserLinks(client: pg.ClientBase, userId: string): Promise<void> {
  await client.query(
    "delete from verification where identifier like 'link:%' and lower(value) like $1",
    [`%"userid":"${userId.toLowerCase()}"%`],
  );
}

/** Withdraws every link for the first owner. */
export async function withdrawFirstOwnerLinks(client: pg.ClientBase): Promise<void> {
  await client.query(
    `delete from verification where identifier like 'link:%' and value like '{"purpose":"first-owner"%'`,
  );
}
