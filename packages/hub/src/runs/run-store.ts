import type { Page } from '@patchbay/core/api/page.ts';
import type { RunListQuery, RunView } from '@patchbay/core/api/run-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { RunSelection } from '@patchbay/core/run/run-selection.ts';
import {
  hasEnded,
  type RunState,
  runStates,
  runStatesBefore,
} from '@patchbay/core/run/run-state.ts';
import type pg from 'pg';
import { readIdCursor, toPage } from '../database/cursor.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { notifyRunChanged } from '../queue/run-signals.ts';
import { type RunRow, selectRuns, toRunView } from './run-row.ts';

/** What a run is begun with. */
export interface NewRunRecord {
  id: string;
  organisationId: string;
  name: string;
  modelId: string;
  modelName: string;
  revisionId: string;
  revisionNumber: number;
  protocol: string;
  datasetId: string;
  datasetName: string;
  parameters: object;
  selection: RunSelection | null;
  preview: boolean;
  reuseResults: boolean;
  createdBy: string;
}

/** An open transaction: services hand it from store to store, and only stores look into it. */
export type Transaction = pg.PoolClient;

export type RunStore = ReturnType<typeof createRunStore>;

/** Reads runs and moves them from state to state. Every move is guarded by the states before it. */
export function createRunStore(database: Database) {
  return {
    /** What several stores and the queue write in `work` is written together or not at all. */
    async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
      return await withTransaction(database, work);
    },

    /** @throws PatchbayError INPUT_NOT_FOUND where its dataset was removed a moment ago */
    async insert(client: pg.PoolClient, run: NewRunRecord): Promise<void> {
      // From here on the dataset cannot be removed: see datasets/removed-rows.ts.
      const { rowCount } = await client.query(
        'select from datasets where organisation_id = $1 and id = $2 for key share',
        [run.organisationId, run.datasetId],
      );
      if (rowCount === 0) throw noDataset(run.datasetName);
      await client.query(
        `insert into runs (id, organisation_id, name, model_id, model_name, revision_id,
           revision_number, protocol, dataset_id, dataset_name, parameters, created_by, selection,
           preview, reuse_results, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'preparing')`,
        [
          run.id,
          run.organisationId,
          run.name,
          run.modelId,
          run.modelName,
          run.revisionId,
          run.revisionNumber,
          run.protocol,
          run.datasetId,
          run.datasetName,
          JSON.stringify(run.parameters),
          run.createdBy,
          run.selection && JSON.stringify(run.selection),
          run.preview,
          run.reuseResults,
        ],
      );
    },

    async find(organisationId: string, id: string): Promise<RunView | null> {
      const { rows } = await database.pool.query<RunRow>(
        `${selectRuns} where organisation_id = $1 and id = $2`,
        [organisationId, id],
      );
      return rows[0] ? toRunView(rows[0]) : null;
    },

    /** In the order in which they were started. */
    async list(organisationId: string, query: RunListQuery): Promise<Page<RunView>> {
      const isNewestFirst = query.order === 'newest';
      const { rows } = await database.pool.query<RunRow>(
        `${selectRuns}
         where organisation_id = $1
           and ($2::uuid is null or id ${isNewestFirst ? '<' : '>'} $2)
           and ($3::uuid is null or model_id = $3)
           and ($4::uuid is null or dataset_id = $4)
           and ($5::text is null or state = $5)
           and ($6::text is null
             or strpos(lower(name || chr(10) || model_name || chr(10) || dataset_name), lower($6)) > 0)
         order by id ${isNewestFirst ? 'desc' : 'asc'} limit $7`,
        [
          organisationId,
          readIdCursor(query.cursor),
          query.modelId ?? null,
          query.datasetId ?? null,
          query.state ?? null,
          query.text ?? null,
          query.limit + 1,
        ],
      );
      return toPage(rows.map(toRunView), query.limit, (run) => run.id);
    },

    /** Names of the runs that have not ended and call the model. */
    async listActiveNames(organisationId: string, modelId: string): Promise<string[]> {
      const { rows } = await database.pool.query<{ name: string }>(
        `select name from runs where organisation_id = $1 and model_id = $2 and state = any($3)
         order by id`,
        [organisationId, modelId, runStates.filter((state) => !hasEnded(state))],
      );
      return rows.map((row) => row.name);
    },

    /** Its state alone, for whoever looks often. */
    async findState(organisationId: string, id: string): Promise<RunState | null> {
      const { rows } = await database.pool.query<{ state: RunState }>(
        'select state from runs where organisation_id = $1 and id = $2',
        [organisationId, id],
      );
      return rows[0]?.state ?? null;
    },

    /** Runs that go on though none of their items waits: whoever saved the last one died before it told. */
    async listFinished(): Promise<{ organisationId: string; id: string }[]> {
      const { rows } = await database.pool.query<{ organisationId: string; id: string }>(
        `select organisation_id as "organisationId", id from runs
         where state = 'running' and not exists (
           select from run_chunks where run_chunks.run_id = runs.id and pending > 0
         )
         and not exists (
           select from run_actions
           where run_actions.run_id = runs.id and run_actions.state = 'open' and kind = 'retry'
         )`,
      );
      return rows;
    },

    /**
     * Completes a run if it is running, none of its items waits any more, and no failed ones are being
     * put back, bit by bit: between two bits it is not finished. The numbers are looked at
     * by a statement of its own once the run is locked, so that it sees what everybody before it
     * committed: of two who save the last items at once, the second finds all of them saved.
     */
    async completeIfFinished(run: { organisationId: string; id: string }): Promise<boolean> {
      return await withTransaction(database, async (transaction) => {
        if ((await this.lock(transaction, run)) !== 'running') return false;
        const { rowCount } = await transaction.query(
          `select from run_chunks
           where organisation_id = $1 and run_id = $2 and pending > 0
           union all select from run_actions
           where organisation_id = $1 and run_id = $2 and state = 'open' and kind = 'retry'
           limit 1`,
          [run.organisationId, run.id],
        );
        return rowCount === 0 && (await this.move(run, 'completed', { transaction }));
      });
    },

    /**
     * Pauses a run because nothing can be stored; it is looked at again soon whether that is over. False
     * where it is not at work. Nothing else is written: where a disk is full, the less the better.
     */
    async pauseForStorage(
      run: { organisationId: string; id: string },
      reason: string,
    ): Promise<boolean> {
      const { rowCount } = await database.pool.query(
        `update runs set state = 'paused', reason = $3, pause_cause = 'storage', probes = 0,
           paused_at = now(), probe_at = now() + interval '2 seconds'
         where organisation_id = $1 and id = $2 and state = any($4)`,
        [run.organisationId, run.id, reason, runStatesBefore('paused')],
      );
      if (rowCount === 1) await notifyRunChanged(database.pool, run.id);
      return rowCount === 1;
    },

    /** The organisation of a run: jobs carry nothing but its id. */
    async findOrganisation(id: string): Promise<string | null> {
      const { rows } = await database.pool.query<{ organisation_id: string }>(
        'select organisation_id from runs where id = $1',
        [id],
      );
      return rows[0]?.organisation_id ?? null;
    },

    /**
     * Locks a run until the transaction ends and says in which state it is; null where there is no
     * such run. Whoever changes its items holds this lock, so that the state they saw still holds.
     */
    async lock(
      transaction: Transaction,
      run: { organisationId: string; id: string },
    ): Promise<RunState | null> {
      const { rows } = await transaction.query<{ state: RunState }>(
        'select state from runs where organisation_id = $1 and id = $2 for no key update',
        [run.organisationId, run.id],
      );
      return rows[0]?.state ?? null;
    },

    /**
     * Moves a run on, if it is in a state from which it may (`from`: all that the table of moves
     * allows), within `transaction` where one is given. Returns false where it is not: somebody else
     * was faster, or it was cancelled meanwhile.
     */
    async move(
      run: { organisationId: string; id: string },
      to: RunState,
      options: { from?: readonly RunState[]; reason?: string; transaction?: Transaction } = {},
    ): Promise<boolean> {
      const client = options.transaction ?? database.pool;
      const { rowCount } = await client.query(
        `update runs
         set state = case when $3 = 'queued' and pause_cause = 'person' then 'paused' else $3 end,
           reason = $5,
           started_at = case when $3 = 'running' then coalesce(started_at, now()) else started_at end,
           finished_at = case when $3 in ('completed', 'cancelled', 'failed') then now() end
         where organisation_id = $1 and id = $2 and state = any($4)`,
        [
          run.organisationId,
          run.id,
          to,
          options.from ?? runStatesBefore(to),
          options.reason ?? null,
        ],
      );
      if (rowCount === 1) await notifyRunChanged(client, run.id);
      return rowCount === 1;
    },
  };
}

function noDataset(name: string): PatchbayError {
  const message = `The dataset "${name}" was removed a moment ago.`;
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
}
