import type pg from 'pg';

/** Which sessions of a user are meant: all, those of one organisation, all but one. */
interface Which {
  readonly organisationId?: string;
  readonly except?: string;
}

/** Ends sessions of a user: their next request is refused. Their rows tell for a while when they were last used. */
export async function endSessions(
  client: pg.ClientBase,
  userId: string,
  { organisationId, except }: Which = {},
): Promise<number> {
  const { rowCount } = await client.query(
    `update session set expires_at = now() where user_id = $1 and expires_at > now()
       and ($2::uuid is null or active_organization_id = $2) and ($3::uuid is null or id <> $3)`,
    [userId, organisationId ?? null, except ?? null],
  );
  return rowCount ?? 0;
}

/** Removes rows of sessions that ended long ago. */
export async function forgetEndedSessions(client: pg.ClientBase, userId: string): Promise<void> {
  await client.query(
    "delete from session where user_id = $1 and expires_at < now() - interval '90 days'",
    [userId],
  );
}
