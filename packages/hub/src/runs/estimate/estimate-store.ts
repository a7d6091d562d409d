import type { MeasuredRun } from '@patchbay/core/run/run-estimate.ts';
import { measureRunLength } from '@patchbay/core/run/run-length.ts';
import { type Database, withConnection } from '../../database/database.ts';
import { type RunRow, selectRuns, toRunView } from '../run-row.ts';

/** Answered calls of a run that are looked at: the last ones. */
const mostCalls = 100;

/** A shorter run says little of the pace of a long one: it is over before the model is at full speed. */
const shortestSeconds = 2;

/** So long is counted at most: an estimate that is waited for is none. */
const countingMs = 2000;

interface CallsRow {
  calls: number;
  latencyMs: number | null;
  tokensPerCall: number | null;
}

export type EstimateStore = ReturnType<typeof createEstimateStore>;

/** Reads what is known of a model before it is run. */
export function createEstimateStore(database: Database) {
  return {
    /** What the last run of a model tells in which it answered; null where there is none. */
    async measureLastRun(organisationId: string, modelId: string): Promise<MeasuredRun | null> {
      const { rows } = await database.pool.query<RunRow>(
        `${selectRuns} where id = (
           select id from runs where organisation_id = $1 and model_id = $2 and exists (
             select from run_chunks where run_chunks.run_id = runs.id and succeeded > 0
           ) order by preview, id desc limit 1
         )`,
        [organisationId, modelId],
      );
      const run = rows[0] && toRunView(rows[0]);
      if (!run) return null;
      const calls = await database.pool.query<CallsRow>(
        `select count(*)::int as calls,
           percentile_cont(0.5) within group (order by calls.latency_ms) as "latencyMs",
           avg((predictions.usage ->> 'totalTokens')::float8) as "tokensPerCall"
         from (
           select id from run_items where organisation_id = $1 and run_id = $2
             and state = 'succeeded' order by id desc limit ${mostCalls}
         ) as item
         join calls on calls.id = item.id
         left join predictions on predictions.item_id = item.id`,
        [organisationId, run.id],
      );
      const length = measureRunLength(run);
      const isLong = length !== null && length.seconds >= shortestSeconds;
      const none = { calls: 0, latencyMs: null, tokensPerCall: null };
      return {
        runId: run.id,
        runName: run.name,
        revision: run.model.revision,
        itemsPerSecond: isLong && !run.reuseResults ? length.itemsPerSecond : null,
        ...(calls.rows[0] ?? none),
      };
    },

    /** Data rows of a dataset of which a revision has a result; null where counting them takes too long. */
    async countWithResult(
      organisationId: string,
      model: { id: string; revisionId: string },
      datasetId: string,
    ): Promise<number | null> {
      return await withConnection(database, async (client) => {
        try {
          await client.query('begin');
          await client.query(`set local statement_timeout = ${countingMs}`);
          const { rows } = await client.query<{ count: number }>(
            `select count(distinct predictions.data_row_id)::int as count
             from runs join predictions on predictions.run_id = runs.id
             where runs.organisation_id = $1 and runs.model_id = $2 and runs.dataset_id = $4
               and predictions.revision_id = $3`,
            [organisationId, model.id, model.revisionId, datasetId],
          );
          await client.query('commit');
          return rows[0]?.count ?? 0;
        } catch (error) {
          await client.query('rollback');
          if ((error as { code?: string }).code === '57014') return null; // canceled: took too long
          throw error;
        }
      });
    },
  };
}
