import type { Database } from '../../database/database.ts';

export type RateStore = ReturnType<typeof createRateStore>;

/** The clock of calls that all workers of a model share. */
export function createRateStore(database: Database) {
  return {
    /**
     * Reserves the next `count` moments, `intervalMs` apart, at which calls to the model may be
     * sent. Returns how long to wait for the first. Time in which nobody called is not saved up, so
     * that there is no burst after a pause. The clock is that of the database: workers need not agree.
     */
    async reserve(
      model: { organisationId: string; id: string },
      intervalMs: number,
      count: number,
    ): Promise<number> {
      const { rows } = await database.pool.query<{ wait_ms: number }>(
        `insert into model_gates as gate (model_id, organisation_id, next_call_at)
         values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
         on conflict (model_id) do update
           set next_call_at = greatest(gate.next_call_at, clock_timestamp())
             + $3 * interval '1 millisecond'
         returning greatest(0, extract(epoch from
           next_call_at - $3 * interval '1 millisecond' - clock_timestamp()) * 1000)::float8 as wait_ms`,
        [model.id, model.organisationId, intervalMs * count],
      );
      return rows[0]?.wait_ms ?? 0;
    },
  };
}
