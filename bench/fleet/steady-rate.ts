import type { BenchFleet } from './open-fleet.ts';

/**
 * Items per second of a run from the moment at which a fifth of its items had ended until four fifths had. Before
 * that the code of each worker is compiled while it runs; after it some have nothing left to take.
 */
export async function steadyRateOf({ database }: BenchFleet, runId: string): Promise<number> {
  const { rows } = await database.pool.query<{ rate: number }>(
    `with moments as (
       select percentile_disc(array[0.2, 0.8]) within group (order by finished_at) as at
       from run_items where run_id = $1
     )
     select (count(*) / extract(epoch from max(at[2] - at[1])))::float8 as rate
     from run_items, moments
     where run_id = $1 and finished_at > at[1] and finished_at <= at[2]`,
    [runId],
  );
  return rows[0]?.rate ?? Number.NaN;
}
