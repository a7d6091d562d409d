import type { Database } from '../../database/database.ts';
import type { Reservation } from './rate-gate.ts';

export type RateStore = ReturnType<typeof createRateStore>;

interface ReservedRow {
  first_at: number;
  now: number;
}

/** A last moment so far ahead cannot be: the clock of the database was set back. */
const farthestAheadMs = 2000;

/** The answer has to reach the worker before the moment has passed. */
export const leadMs = 5;

/** When the next call may be sent: `$3` milliseconds after the last, never before now. */
const nextMoment = `greatest(clock_timestamp() + ${leadMs} * interval '1 millisecond',
  case when gate.last_call_at <= clock_timestamp() + ${farthestAheadMs} * interval '1 millisecond'
    then gate.last_call_at + $3 * interval '1 millisecond' else '-infinity' end)`;

/** The clock of calls that all workers of a model share. */
export function createRateStore(database: Database) {
  return {
    /**
     * Reserves the next `count` moments, `intervalMs` apart, at which calls to the model may be sent,
     * if the first of them is at most `aheadMs` away; else none, so that nobody waits for a moment that
     * another limit has made wrong. Time in which nobody called is not saved up: there is no burst
     * after a pause. The clock is that of the database: workers need not agree.
     */
    async reserve(
      model: { organisationId: string; id: string },
      { intervalMs, count, aheadMs }: { intervalMs: number; count: number; aheadMs: number },
    ): Promise<Reservation> {
      const reserved = await database.pool.query<ReservedRow>(
        `insert into model_gates as gate (model_id, organisation_id, last_call_at)
         values ($1, $2, clock_timestamp() + $4 * interval '1 millisecond')
         on conflict (model_id) do update
           set last_call_at = ${nextMoment} + $4 * interval '1 millisecond'
           where ${nextMoment} <= clock_timestamp() + $5 * interval '1 millisecond'
         returning extract(epoch from last_call_at - $4 * interval '1 millisecond')::float8 * 1000
             as first_at,
           extract(epoch from clock_timestamp())::float8 * 1000 as now`,
        [model.id, model.organisationId, intervalMs, intervalMs * (count - 1), aheadMs],
      );
      const [row] = reserved.rows;
      if (row) return { count, firstAt: row.first_at, sharedAt: row.now };
      const { rows } = await database.pool.query<ReservedRow>(
        `select extract(epoch from ${nextMoment})::float8 * 1000 as first_at,
           extract(epoch from clock_timestamp())::float8 * 1000 as now
         from model_gates as gate where model_id = $1 and organisation_id = $2`,
        [model.id, model.organisationId, intervalMs],
      );
      const [next] = rows;
      if (!next) throw new Error(`The gates of model ${model.id} are gone.`);
      return { count: 0, firstAt: next.first_at, sharedAt: next.now };
    },
  };
}
