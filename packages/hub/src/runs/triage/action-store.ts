import type { Page } from '@patchbay/core/api/page.ts';
import type { KeptItems, RunActionState } from '@patchbay/core/run/run-action.ts';
import type pg from 'pg';
import { readIdCursor, toPage } from '../../database/cursor.ts';
import type { Database } from '../../database/database.ts';
import { type ActionRecord, actionColumns } from './action-row.ts';

/** An action that is to be begun. */
export type NewAction = Pick<
  ActionRecord,
  | 'id'
  | 'organisationId'
  | 'runId'
  | 'kind'
  | 'code'
  | 'itemIds'
  | 'revisionId'
  | 'revisionNumber'
  | 'total'
  | 'createdBy'
>;

export type ActionStore = ReturnType<typeof createActionStore>;

/** Keeps what people had done with many items of a run, and how far each of it is. */
export function createActionStore(database: Database) {
  async function query(text: string, values: unknown[]): Promise<ActionRecord[]> {
    return (await database.pool.query<ActionRecord>(text, values)).rows;
  }

  return {
    async insert(client: pg.PoolClient, action: NewAction): Promise<void> {
      await client.query(
        `insert into run_actions (id, organisation_id, run_id, kind, code, item_ids, revision_id,
           revision_number, total, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          action.id,
          action.organisationId,
          action.runId,
          action.kind,
          action.code,
          action.itemIds,
          action.revisionId,
          action.revisionNumber,
          action.total,
          action.createdBy,
        ],
      );
    },

    /** The id of an action that is under way and does the same: whoever clicks twice has it once. */
    async findSame(client: pg.PoolClient, action: NewAction): Promise<string | null> {
      const { rows } = await client.query<{ id: string }>(
        `select id from run_actions
         where organisation_id = $1 and run_id = $2 and state = 'open' and kind = $3
           and code is not distinct from $4 and item_ids is not distinct from $5
           and revision_id is not distinct from $6
         limit 1`,
        [
          action.organisationId,
          action.runId,
          action.kind,
          action.code,
          action.itemIds,
          action.revisionId,
        ],
      );
      return rows[0]?.id ?? null;
    },

    async find(organisationId: string, id: string): Promise<ActionRecord | null> {
      const rows = await query(
        `select ${actionColumns} from run_actions where organisation_id = $1 and id = $2`,
        [organisationId, id],
      );
      return rows[0] ?? null;
    },

    /** An action that is under way, by its id alone: jobs carry nothing else. */
    async findOpen(id: string): Promise<ActionRecord | null> {
      const rows = await query(
        `select ${actionColumns} from run_actions where id = $1 and state = 'open'`,
        [id],
      );
      return rows[0] ?? null;
    },

    /** Newest first. */
    async list(
      organisationId: string,
      runId: string,
      wanted: { cursor?: string; limit: number },
    ): Promise<Page<ActionRecord>> {
      const rows = await query(
        `select ${actionColumns} from run_actions
         where organisation_id = $1 and run_id = $2 and ($3::uuid is null or id < $3)
         order by id desc limit $4`,
        [organisationId, runId, readIdCursor(wanted.cursor), wanted.limit + 1],
      );
      return toPage(rows, wanted.limit, (action) => action.id);
    },

    /** All actions that are under way. */
    async listOpen(): Promise<ActionRecord[]> {
      return await query(`select ${actionColumns} from run_actions where state = 'open'`, []);
    },

    /**
     * Locks an action until the transaction ends, so that of two who carry it out each step is done by
     * one. Null where it is not under way any more.
     */
    async lock(client: pg.PoolClient, id: string): Promise<ActionRecord | null> {
      const { rows } = await client.query<ActionRecord>(
        `select ${actionColumns} from run_actions where id = $1 and state = 'open' for update`,
        [id],
      );
      return rows[0] ?? null;
    },

    /** Moves a locked action on behind the last item of a step. */
    async advance(
      client: pg.PoolClient,
      id: string,
      step: { lastItemId: string; done: number; changed: number; kept: KeptItems },
    ): Promise<void> {
      await client.query(
        `update run_actions set last_item_id = $2, done = done + $3, changed = changed + $4, kept = $5
         where id = $1`,
        [id, step.lastItemId, step.done, step.changed, JSON.stringify(step.kept)],
      );
    },

    /** Ends an action that is under way. False where it is not, any more. */
    async finish(
      id: string,
      state: Exclude<RunActionState, 'open'>,
      options: { reason?: string; client?: pg.PoolClient } = {},
    ): Promise<boolean> {
      const { rowCount } = await (options.client ?? database.pool).query(
        `update run_actions set state = $2, reason = $3, finished_at = now()
         where id = $1 and state = 'open'`,
        [id, state, options.reason ?? null],
      );
      return rowCount === 1;
    },
  };
}
