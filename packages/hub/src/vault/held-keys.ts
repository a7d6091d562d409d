/**
 * Every process at work says in the database which secret keys it knows: on the connection on which it listens it
 * holds a shared advisory lock for each, of this class ("keys" in telephone keys), with the id of the key as the
 * number. When the process or its connection ends, PostgreSQL lets go of them: nothing is left that is not true.
 */
const lockClass = 5397;

/** The channel on which processes are told to read their keys anew. */
export const keysChannel = 'patchbay_secret_keys';

/** The four bytes of an id as PostgreSQL takes a number, which has a sign. */
function numberOf(keyId: string): number {
  return Number.parseInt(keyId, 16) | 0;
}

/** A statement that says on a connection that a key is known. */
export function holdKey(keyId: string): string {
  return `select pg_advisory_lock_shared(${lockClass}, ${numberOf(keyId)})`;
}

/** A statement that says on a connection that a key is not known any more. */
export function letGoOfKey(keyId: string): string {
  return `select pg_advisory_unlock_shared(${lockClass}, ${numberOf(keyId)})`;
}

const heldLocks = `select pid from pg_locks
  where locktype = 'advisory' and objsubid = 2 and classid = ${lockClass}
    and database = (select oid from pg_database where datname = current_database())`;

/** Lists the processes at work: where they are, and since when. */
export const listProcesses = `select coalesce(host(client_addr), 'this machine') as address,
    backend_start as "connectedAt"
  from pg_stat_activity where pid in (${heldLocks})`;

/** Lists those that do not know a key. */
export function listWithoutKey(keyId: string): string {
  return `${listProcesses} and pid not in (${heldLocks} and objid = ${numberOf(keyId) >>> 0})`;
}
