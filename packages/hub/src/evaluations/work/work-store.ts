import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';
import type pg from 'pg';
import { type Database, withConnection } from '../../database/database.ts';

/** An evaluation as it is worked on. */
export interface OpenEvaluation {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly candidates: readonly {
    readonly id: string;
    readonly runId: string | null;
    /** Null for answers that came with the prompts. */
    readonly runState: RunState | null;
  }[];
  readonly scores: readonly {
    readonly id: string;
    readonly name: string;
    readonly settings: ScoreSettings;
  }[];
}

export type EvaluationWorkStore = ReturnType<typeof createEvaluationWorkStore>;

/** Finds evaluations that are to be worked on, and lets one process at a time work on each. */
export function createEvaluationWorkStore(database: Database) {
  return {
    /** All there are: what changed while nobody listened is found by looking at each once. */
    async listIds(): Promise<string[]> {
      const { rows } = await database.pool.query<{ id: string }>(
        'select id from evaluations order by id desc',
      );
      return rows.map(({ id }) => id);
    },

    /** Evaluations that use a run, for their candidates or to judge. */
    async listIdsOfRun(runId: string): Promise<string[]> {
      const { rows } = await database.pool.query<{ id: string }>(
        `select evaluation_id as id from evaluation_candidates where run_id = $1
         union select evaluation_id from evaluation_rounds where run_id = $1`,
        [runId],
      );
      return rows.map(({ id }) => id);
    },

    async find(id: string): Promise<OpenEvaluation | null> {
      const { rows } = await database.pool.query<OpenEvaluation>(
        `select id, organisation_id as "organisationId", name,
           (select coalesce(json_agg(json_build_object('id', candidate.id, 'runId', candidate.run_id,
              'runState', runs.state) order by candidate.number), '[]')
            from evaluation_candidates as candidate left join runs on runs.id = candidate.run_id
            where candidate.evaluation_id = evaluations.id) as candidates,
           (select coalesce(json_agg(json_build_object('id', score.id, 'name', score.name,
              'settings', score.settings) order by score.number), '[]')
            from evaluation_scores as score where score.evaluation_id = evaluations.id) as scores
         from evaluations where id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },

    /**
     * Does `work` unless another process is at the same evaluation just now; false then. The lock goes with
     * its connection, so that nobody who died keeps it.
     */
    async alone(id: string, work: () => Promise<void>): Promise<boolean> {
      return await withConnection(database, async (client) => {
        if (!(await tryLock(client, id))) return false;
        try {
          await work();
        } finally {
          await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [id]);
        }
        return true;
      });
    },
  };
}

async function tryLock(client: pg.PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
    [id],
  );
  return rows[0]?.locked ?? false;
}
