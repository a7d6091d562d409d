import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Transaction } from '../run-store.ts';

/**
 * Lets items wait again that failed with one of the codes since a moment: the endpoint was down, they
 * did nothing wrong. (A second is allowed for the time that it takes to write the moment down.) The numbers of their chunks follow in the same statement.
 * Items of all chunks of the run, or of the one that is named.
 */
export async function putBack(
  client: Transaction,
  run: { organisationId: string; runId: string; chunkId?: string },
  codes: readonly ErrorCode[],
  since: Date,
): Promise<void> {
  await client.query(
    `with failed as (
       select id, code from run_items
       where organisation_id = $1 and run_id = $2 and state = 'failed' and code = any($3)
         and finished_at >= $4::timestamptz - interval '1 second'
         and ($5::uuid is null or chunk_id = $5)
       order by id for no key update
     ), moved as (
       update run_items set state = 'pending', problem = null, code = null, finished_at = null
       from failed where run_items.id = failed.id
       returning run_items.chunk_id, failed.code
     ), counted as (
       select chunk_id, code, count(*)::int as count from moved group by chunk_id, code
     ), chunks as (
       update run_chunks set pending = pending + given.count, failed = failed - given.count
       from (select chunk_id, sum(count)::int as count from counted group by chunk_id) as given
       where organisation_id = $1 and run_chunks.id = given.chunk_id
     )
     update run_tallies set count = run_tallies.count - counted.count from counted
     where organisation_id = $1 and run_id = $2 and subject = 'failure'
       and run_tallies.chunk_id = counted.chunk_id and name = counted.code`,
    [run.organisationId, run.runId, codes, since, run.chunkId ?? null],
  );
}
