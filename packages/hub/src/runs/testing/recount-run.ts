import type { Database } from '../../database/database.ts';

/** The numbers that the saving transactions keep of a run, beside what counting its rows gives. */
export interface RunNumbers {
  kept: object;
  counted: object;
}

/**
 * Reads both in one moment. Predictions are as many as items that succeeded, the attempts of all
 * items as many as were kept, and the chunks know what is pending in them.
 */
export async function recountRun(
  hub: { database: Pick<Database, 'pool'> },
  runId: string,
): Promise<RunNumbers> {
  const { rows } = await hub.database.pool.query<RunNumbers>(
    `with kept as (
       select coalesce(sum(total), 0)::int as total, coalesce(sum(succeeded), 0)::int as succeeded,
         coalesce(sum(failed), 0)::int as failed, coalesce(sum(cancelled), 0)::int as cancelled,
         coalesce(sum(pending), 0)::int as pending,
         (select coalesce(sum(count), 0)::int from run_tallies
          where run_id = $1 and subject = 'failure') as failures,
         coalesce(sum(succeeded), 0)::int as predictions,
         (select coalesce(sum(attempts), 0)::int from run_items where run_id = $1) as attempts
       from run_chunks where run_id = $1
     ), counted as (
       select count(*)::int as total,
         (count(*) filter (where state = 'succeeded'))::int as succeeded,
         (count(*) filter (where state = 'failed'))::int as failed,
         (count(*) filter (where state = 'cancelled'))::int as cancelled,
         (count(*) filter (where state = 'pending'))::int as pending,
         (count(*) filter (where state = 'failed'))::int as failures,
         (select count(*)::int from predictions where run_id = $1) as predictions,
         (select count(*)::int from item_attempts join run_items on run_items.id = item_id
          where run_id = $1) as attempts
       from run_items where run_id = $1
     )
     select (select to_json(kept) from kept) as kept,
       (select to_json(counted) from counted) as counted`,
    [runId],
  );
  const [numbers] = rows;
  if (!numbers) throw new Error(`There is no run ${runId}.`);
  return numbers;
}
