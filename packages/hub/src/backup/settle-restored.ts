import type pg from 'pg';

/**
 * Pauses runs that had not ended, where that is wanted: one that is being planned waits once it is. Returns how
 * many there are. It works on the tables of the version from which the backup is.
 */
export async function settleRuns(
  client: pg.ClientBase,
  { pauseRuns }: { pauseRuns: boolean },
): Promise<number> {
  if (pauseRuns) {
    await client.query(
      `update runs set state = case when state = 'preparing' then state else 'paused' end,
         pause_cause = 'person', reason = null, paused_at = now(), probe_at = null, probes = 0
       where state in ('preparing', 'queued', 'running')
         or state = 'paused' and pause_cause <> 'person'`,
    );
  }
  const { rowCount } = await client.query(
    "select from runs where state not in ('completed', 'cancelled', 'failed')",
  );
  return rowCount ?? 0;
}

/** Lets ids that are counted go on behind the highest that was restored. */
export async function continueSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string; column: string; table: string }>(
    `select pg_get_serial_sequence(format('public.%I', c.relname), a.attname) as sequence,
       format('%I', a.attname) as column, format('public.%I', c.relname) as table
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and c.relname <> 'schema_migrations'
       and pg_get_serial_sequence(format('public.%I', c.relname), a.attname) is not null`,
  );
  for (const { sequence, column, table } of rows) {
    await client.query(
      `select setval($1::regclass, max(${column})) from ${table} having max(${column}) is not null`,
      [sequence],
    );
  }
}

/**
 * Ends the sessions and withdraws the one-time links of a backup: one that was ended or used since it was written
 * would let somebody in again.
 */
export async function endEntrances(client: pg.ClientBase): Promise<void> {
  await client.query('update session set expires_at = now() where expires_at > now()');
  await client.query("delete from verification where identifier like 'link:%'");
}

/** Lets the next hub begin a deployment with a key of its own: that of this one is not known. */
export async function forgetDeployment(client: pg.ClientBase): Promise<void> {
  await client.query('delete from deployment');
}
