import type pg from 'pg';

/** Any number that no other program locks: "backup" in telephone keys. */
const advisoryLock = 222_587;

/** Until `work` is done, nobody removes files from the storage: the backup that it writes still wants them. */
export async function holdBackFiles<Result>(
  client: pg.ClientBase,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('select pg_advisory_lock_shared($1)', [advisoryLock]);
  try {
    return await work();
  } catch (error) {
    await client.query('rollback').catch(() => {}); // a broken connection has let go by itself
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock_shared($1)', [advisoryLock]).catch(() => {});
  }
}

/** True where no backup is being written: a condition for queries that choose files to be removed. */
export const noBackupRuns = `not exists (
  select from pg_locks
  where locktype = 'advisory' and objsubid = 1 and classid = 0 and objid = ${advisoryLock}
    and database = (select oid from pg_database where datname = current_database())
)`;
