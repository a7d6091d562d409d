import type { Database } from '../../database/database.ts';
import { judgeStorageFailure } from '../../database/judge-failure.ts';
import type { CountedHour } from './counted-hour.ts';

export type UsageStore = ReturnType<typeof createUsageStore>;

/** Keeps what was counted of the calls of models: by the hour, and how the last of them ended. */
export function createUsageStore(database: Database) {
  return {
    /** Whether what was to be added will be refused again, whenever that is tried. */
    isRefused: (error: unknown): boolean => judgeStorageFailure(error) === 'refused',

    /** Adds to an hour of a model; nothing where it never was a model of the organisation. */
    async add(hour: CountedHour): Promise<void> {
      const { organisationId, modelId, hourAt, recent } = hour;
      await database.pool.query(addHour, [
        organisationId,
        modelId,
        new Date(hourAt),
        hour.calls,
        hour.failures,
        hour.promptTokens,
        hour.completionTokens,
        hour.modelMs,
        hour.latencies,
        recent.added,
        // Nothing was heard: no row is written, and nothing may be divided by zero.
        recent.keptOfBefore === 1 ? 0 : recent.keptOfBefore,
        recent.failuresInRow,
        toDate(recent.answeredAt),
        toDate(recent.failedAt),
        recent.failureCode,
      ]);
    },
  };
}

/** Puts what was counted to what is known of the hour, and behind what is known of the last calls. */
const addHour = `with model as (select id, organisation_id from models where organisation_id = $1 and id = $2),
 hours as (
   insert into model_usage (organisation_id, model_id, hour, calls, failures, prompt_tokens,
     completion_tokens, model_ms, latencies)
   select organisation_id, id, $3, $4, $5, $6, $7, $8, $9 from model
   on conflict (model_id, hour) do update set
     calls = model_usage.calls + excluded.calls,
     failures = model_usage.failures + excluded.failures,
     prompt_tokens = model_usage.prompt_tokens + excluded.prompt_tokens,
     completion_tokens = model_usage.completion_tokens + excluded.completion_tokens,
     model_ms = model_usage.model_ms + excluded.model_ms,
     latencies = array(
       select coalesce(kept, 0) + coalesce(added, 0)
       from unnest(model_usage.latencies, excluded.latencies)
         with ordinality as bucket (kept, added, number)
       order by number
     )
 )
 insert into model_health (organisation_id, model_id, answered_share, failures_in_row,
   answered_at, failed_at, failure_code)
 select organisation_id, id, $10::float8 / (1 - $11::float8), $12::int, $13::timestamptz, $14::timestamptz, $15
 from model where $13::timestamptz is not null or $14::timestamptz is not null
 on conflict (model_id) do update set
   answered_share = model_health.answered_share * $11::float8 + $10::float8,
   failures_in_row = excluded.failures_in_row
     + case when $13::timestamptz is null then model_health.failures_in_row else 0 end,
   answered_at = coalesce(excluded.answered_at, model_health.answered_at),
   failed_at = coalesce(excluded.failed_at, model_health.failed_at),
   failure_code = coalesce(excluded.failure_code, model_health.failure_code)`;

function toDate(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
