import type { Database } from '../../database/database.ts';
import {
  intervalOf,
  leastLatenessMs,
  mostLatenessMs,
  slowGapMs,
  slowLeastLatenessMs,
} from './pace.ts';
import type { Reservation, Wish } from './rate-gate.ts';

export type RateStore = ReturnType<typeof createRateStore>;

interface ReservedRow {
  first_at: number;
  now: number;
  lateness_ms: number;
}

/** A last moment so far ahead cannot be: the clock of the database was set back. */
const farthestAheadMs = 2000;

/**
 * The answer has to reach the worker before the moment has passed. Not so a moment in place of a missed one,
 * which is due at once: to sleep again would be to miss it again.
 */
export const leadMs = 5;

const ms = "interval '1 millisecond'";

const least = `case when 1000 / $4::float8 < ${slowGapMs} then ${leastLatenessMs} else ${slowLeastLatenessMs} end`;

const lateness = `least(${mostLatenessMs}, greatest(${least}, gate.lateness_ms + $3::float8))`;

const interval = (latenessMs: string) =>
  `(1000 / $4::float8 + ${latenessMs} / greatest(1, $4::float8))`;

/** Whether the last moment that was given is the one that its worker missed, and gives back. */
const isMissed = 'abs(extract(epoch from gate.last_call_at)::float8 * 1000 - $5::float8) < 0.01';

/**
 * When the next call may be sent, never before now. Where less room is left for lateness from now on, the
 * difference comes once in between: the calls before still count on it.
 */
const nextMoment = `greatest(clock_timestamp() + case when ${isMissed} then 0 else ${leadMs} end * ${ms},
  case when gate.last_call_at <= clock_timestamp() + ${farthestAheadMs} * ${ms}
    then gate.last_call_at + case when ${isMissed} then 0
      else ${interval(lateness)} + greatest(0, gate.lateness_ms - ${lateness}) end * ${ms}
    else '-infinity' end)`;

const reserveMoments = `insert into model_gates as gate (model_id, organisation_id, last_call_at, lateness_ms)
  values ($1, $2, clock_timestamp() + $6::int * ${interval(least)} * ${ms}, ${least})
  on conflict (model_id) do update
    set last_call_at = ${nextMoment} + $6::int * ${interval(lateness)} * ${ms},
      lateness_ms = ${lateness}
    where ${nextMoment} <= clock_timestamp() + $7 * ${ms}
  returning lateness_ms, extract(epoch from clock_timestamp())::float8 * 1000 as now,
    extract(epoch from last_call_at - $6::int * ${interval('lateness_ms')} * ${ms})::float8 * 1000 as first_at`;

const findNext = `select lateness_ms, extract(epoch from clock_timestamp())::float8 * 1000 as now,
    extract(epoch from ${nextMoment})::float8 * 1000 as first_at
  from model_gates as gate where model_id = $1 and organisation_id = $2`;

/** The clock of calls that all workers of a model share. */
export function createRateStore(database: Database) {
  return {
    /**
     * Reserves the next `count` moments at which calls to the model may be sent, if the first of them is at
     * most `aheadMs` away; else none, so that nobody waits for a moment that another limit has made wrong.
     * Time in which nobody called is not saved up: there is no burst after a pause. The clock is that of
     * the database: workers need not agree. One that missed the last moment which was given gives it back.
     */
    async reserve(
      model: { organisationId: string; id: string },
      { requestsPerSecond, count, aheadMs, latenessChange, missedAt }: Wish,
    ): Promise<Reservation> {
      const always = [model.id, model.organisationId, latenessChange, requestsPerSecond, missedAt];
      const { pool } = database;
      const reserved = await pool.query<ReservedRow>(reserveMoments, [
        ...always,
        count - 1,
        aheadMs,
      ]);
      const [row] = reserved.rows;
      const next = row ?? (await pool.query<ReservedRow>(findNext, always)).rows[0];
      if (!next) throw new Error(`The gates of model ${model.id} are gone.`);
      return {
        count: row ? count : 0,
        firstAt: next.first_at,
        sharedAt: next.now,
        intervalMs: intervalOf(requestsPerSecond, next.lateness_ms),
        latenessMs: next.lateness_ms,
      };
    },
  };
}
