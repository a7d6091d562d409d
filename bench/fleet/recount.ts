import type { Database } from '@patchbay/hub/database/database.ts';

/** What became of every data row, by counting rows rather than by the counters of the run. */
export interface Recount {
  readonly succeeded: number;
  readonly failed: number;
  /** Rows without an item, items that wait though the run has ended, and successes without a prediction. */
  readonly lost: number;
  /** Rows with a second item, and predictions beyond those of items that succeeded. */
  readonly twice: number;
  /** How far the counters of the run are from what was counted, all together. */
  readonly miscounted: number;
}

export async function recount(
  { pool }: Pick<Database, 'pool'>,
  runId: string,
  dataRows: number,
): Promise<Recount> {
  const { rows } = await pool.query<Recount>(
    `with items as (
       select count(*)::int as total, count(distinct data_row_id)::int as data_rows,
         (count(*) filter (where state = 'pending'))::int as pending,
         (count(*) filter (where state = 'succeeded'))::int as succeeded,
         (count(*) filter (where state = 'failed'))::int as failed
       from run_items where run_id = $1
     ), stored as (
       select count(*)::int as total, (count(*) filter (where exists (
         select from run_items where id = item_id and state = 'succeeded')))::int as wanted
       from predictions where run_id = $1
     ), kept as (
       select sum(succeeded)::int as succeeded, sum(failed)::int as failed, sum(pending)::int as pending
       from run_chunks where run_id = $1
     )
     select items.succeeded, items.failed,
       $2 - items.data_rows + items.pending + items.succeeded - stored.wanted as lost,
       items.total - items.data_rows + stored.total - stored.wanted as twice,
       abs(kept.succeeded - items.succeeded) + abs(kept.failed - items.failed)
         + abs(kept.pending - items.pending) as miscounted
     from items, stored, kept`,
    [runId, dataRows],
  );
  const [counted] = rows;
  if (!counted) throw new Error(`There is no run ${runId}.`);
  return counted;
}
