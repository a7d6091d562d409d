import type pg from 'pg';

/** Any number that no other program locks: "backup" in telephone keys. */
const advisoryLock = 222_587;

/** Until the connection is closed, nobody removes files from the storage: a backup still wants them. */
export async function holdBackFiles(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [advisoryLock]);
}

/** True where no backup is being written: a condition for queries that choose files to be removed. */
export const noBackupRuns = `not exists (
  select from pg_locks
  where locktype = 'advisory' and objsubid = 1 and classid = 0 and objid = ${advisoryLock}
    and database = (select oid from pg_database where datname = current_database())
)`;
