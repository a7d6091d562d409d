import type { ModelHealth } from '@patchbay/core/model/model-health.ts';
import { rangeSteps, type StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import type { Database } from '../../database/database.ts';
import { type HealthRow, healthColumns, toModelHealth } from './health-sql.ts';

/** An hour of a model, and the bucket in which it is shown; the columns are null for a bucket without a call. */
export interface UsageRow {
  from: Date;
  calls: number | null;
  failures: number | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  model_ms: number | null;
  latencies: number[] | null;
}

export type StatisticsStore = ReturnType<typeof createStatisticsStore>;

/** Reads what was counted of the calls of a model. */
export function createStatisticsStore(database: Database) {
  return {
    /** Null where there is no such model. */
    async findHealth(organisationId: string, modelId: string): Promise<ModelHealth | null> {
      const { rows } = await database.pool.query<HealthRow>(
        `select ${healthColumns} from models left join model_health on model_id = id
         where models.organisation_id = $1 and id = $2 and removed_at is null`,
        [organisationId, modelId],
      );
      return rows[0] ? toModelHealth(rows[0]) : null;
    },

    /**
     * All buckets of a range, the oldest first, with a row for each hour that had calls. Buckets begin where
     * the clocks of the time zone show their full hours, or midnight.
     */
    async listHours(
      organisationId: string,
      modelId: string,
      { range, timeZone }: { range: StatisticsRange; timeZone: string },
    ): Promise<UsageRow[]> {
      const { count, hours } = rangeSteps[range];
      const { rows } = await database.pool.query<UsageRow>(
        `with buckets as (
           select bucket at time zone $3 as "from",
             (bucket + make_interval(hours => $4)) at time zone $3 as "until"
           from generate_series(1 - $5::int, 0) as back,
             lateral (
               select date_bin(make_interval(hours => $4), now() at time zone $3, timestamp '2000-01-01')
                 + back * make_interval(hours => $4) as bucket
             ) as at
         )
         select "from", calls, failures, prompt_tokens::float8, completion_tokens::float8, model_ms,
           latencies
         from buckets
         left join model_usage on organisation_id = $1 and model_id = $2
           and hour >= "from" and hour < "until"
         order by "from", hour`,
        [organisationId, modelId, timeZone, hours, count],
      );
      return rows;
    },
  };
}
