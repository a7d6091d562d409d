import type { RunState } from '@patchbay/core/run/run-state.ts';
import type pg from 'pg';
import type { Database } from '../database/database.ts';

/** A run that has work left for workers. */
export interface OpenRun {
  id: string;
  organisationId: string;
  preview: boolean;
  state: RunState;
}

export type WorkStore = ReturnType<typeof createWorkStore>;

/** Says what work there is: workers are of no organisation, they work for all. */
export function createWorkStore(database: Database) {
  return {
    /** Runs that are to be planned, or go on and have items left, oldest first. */
    async listOpenRuns(): Promise<OpenRun[]> {
      const { rows } = await database.pool.query<OpenRun>(
        `select id, organisation_id as "organisationId", preview, state from runs
         where state = 'preparing' or state in ('queued', 'running') and exists (
           select from run_chunks where run_chunks.run_id = runs.id and pending > 0
         ) order by id`,
      );
      return rows;
    },

    async findOpenRun(id: string, client?: pg.PoolClient): Promise<OpenRun | null> {
      const { rows } = await (client ?? database.pool).query<OpenRun>(
        `select id, organisation_id as "organisationId", preview, state from runs
         where id = $1 and state in ('preparing', 'queued', 'running')`,
        [id],
      );
      return rows[0] ?? null;
    },

    /** The first chunks of a run that have pending items. */
    async listUnfinishedChunks(
      run: Pick<OpenRun, 'id' | 'organisationId'>,
      limit: number,
      client?: pg.PoolClient,
    ): Promise<string[]> {
      const { rows } = await (client ?? database.pool).query<{ id: string }>(
        `select id from run_chunks where organisation_id = $1 and run_id = $2 and pending > 0
         order by number limit $3`,
        [run.organisationId, run.id, limit],
      );
      return rows.map((row) => row.id);
    },
  };
}
