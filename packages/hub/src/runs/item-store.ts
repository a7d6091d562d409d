import { itemStatesBefore } from '@patchbay/core/run/item-state.ts';
import type pg from 'pg';
import { defineCopy } from '../database/copy/copy-table.ts';
import { int4, uuid } from '../database/copy/copy-types.ts';
import { runScript } from '../database/copy/run-script.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { notifyRunChanged } from '../queue/run-signals.ts';

/** An item that waits to be sent. */
export interface PendingItem {
  id: string;
  dataRowId: string;
  /** How often it was called before, in rounds that failed. */
  attempts: number;
}

interface RunKey {
  organisationId: string;
  runId: string;
}

/** A chunk that is planned. */
export interface NewChunk {
  id: string;
  /** Counted from 1 in the order of the dataset. */
  number: number;
  items: readonly { id: string; dataRowId: string }[];
}

const copyChunks = defineCopy('run_chunks', {
  id: uuid,
  organisation_id: uuid,
  run_id: uuid,
  number: int4,
  total: int4,
  pending: int4,
});

const copyItems = defineCopy('run_items', {
  id: uuid,
  organisation_id: uuid,
  run_id: uuid,
  chunk_id: uuid,
  data_row_id: uuid,
});

export type ItemStore = ReturnType<typeof createItemStore>;

/**
 * Moves items from state to state, each move guarded by the states before it. Locks are taken in the
 * order that `outcome-store.ts` names: run, items, chunks, tallies.
 */
export function createItemStore(database: Database) {
  return {
    /** Plans chunks: their items in the order given, all pending. */
    async insertChunks(
      client: pg.PoolClient,
      key: RunKey,
      chunks: readonly NewChunk[],
    ): Promise<void> {
      const run = { organisation_id: key.organisationId, run_id: key.runId };
      const copies = [
        copyChunks(
          chunks.map(({ id, number, items }) => {
            return { ...run, id, number, total: items.length, pending: items.length };
          }),
        ),
        copyItems(
          chunks.flatMap((chunk) =>
            chunk.items.map(({ id, dataRowId }) => {
              return { ...run, id, chunk_id: chunk.id, data_row_id: dataRowId };
            }),
          ),
        ),
      ].filter((copy) => copy !== null);
      if (copies.length > 0) await runScript(client, copies);
    },

    /**
     * Those of the data rows that have a prediction of the revision, in whatever run of its model: by the
     * items of those runs, since no index finds predictions by their data rows.
     */
    async findWithResult(
      organisationId: string,
      model: { id: string; revisionId: string },
      dataRowIds: readonly string[],
    ): Promise<Set<string>> {
      const { rows } = await database.pool.query<{ id: string }>(
        `select distinct run_items.data_row_id as id
         from runs
         join run_items on run_items.run_id = runs.id and run_items.data_row_id = any($4)
         join predictions on predictions.item_id = run_items.id and predictions.revision_id = $3
         where runs.organisation_id = $1 and runs.model_id = $2`,
        [organisationId, model.id, model.revisionId, dataRowIds],
      );
      return new Set(rows.map((row) => row.id));
    },

    /**
     * Locks a run that is being planned and says how far its plan reaches; null where the run is no
     * longer being planned.
     */
    async lockPlan(
      client: pg.PoolClient,
      key: RunKey,
    ): Promise<{ chunkCount: number; lastDataRowId: string | null } | null> {
      const { rows } = await client.query<{ state: string }>(
        'select state from runs where organisation_id = $1 and id = $2 for no key update',
        [key.organisationId, key.runId],
      );
      if (rows[0]?.state !== 'preparing') return null;
      const plan = await client.query<{ number: number; data_row_id: string }>(
        `select run_chunks.number, run_items.data_row_id
         from run_items join run_chunks on run_chunks.id = run_items.chunk_id
         where run_items.organisation_id = $1 and run_items.run_id = $2
         order by run_items.data_row_id desc limit 1`,
        [key.organisationId, key.runId],
      );
      const last = plan.rows[0];
      return { chunkCount: last?.number ?? 0, lastDataRowId: last?.data_row_id ?? null };
    },

    async findChunk(chunkId: string): Promise<RunKey | null> {
      const { rows } = await database.pool.query<{ organisation_id: string; run_id: string }>(
        'select organisation_id, run_id from run_chunks where id = $1',
        [chunkId],
      );
      const row = rows[0];
      return row ? { organisationId: row.organisation_id, runId: row.run_id } : null;
    },

    /** The pending items of a chunk in the order of the dataset. */
    async listPending(organisationId: string, chunkId: string): Promise<PendingItem[]> {
      const { rows } = await database.pool.query<PendingItem>(
        `select id, data_row_id as "dataRowId", attempts from run_items
         where organisation_id = $1 and chunk_id = $2 and state = 'pending' order by id`,
        [organisationId, chunkId],
      );
      return rows;
    },

    /** Runs that were cancelled of which items still wait. Old ones are long done. */
    async listUncancelled(): Promise<string[]> {
      const { rows } = await database.pool.query<{ id: string }>(
        `select id from runs
         where state = 'cancelled' and finished_at > now() - interval '1 day' and exists (
           select from run_chunks where run_chunks.run_id = runs.id and pending > 0
         ) order by id`,
      );
      return rows.map((row) => row.id);
    },

    /**
     * Cancels what still waits in the next chunk of a run that was moved to cancelled, whose state
     * nothing changes any more. Returns the number of the chunk; null where none is left.
     */
    async cancelChunk(key: RunKey, after: number): Promise<number | null> {
      return await withTransaction(database, async (client) => {
        const { rows } = await client.query<{ id: string; number: number }>(
          `select id, number from run_chunks
           where organisation_id = $1 and run_id = $2 and number > $3 and pending > 0
           order by number limit 1`,
          [key.organisationId, key.runId, after],
        );
        const [chunk] = rows;
        if (!chunk) return null;
        const { rowCount } = await client.query(
          `update run_items set state = 'cancelled', finished_at = now()
           where organisation_id = $1 and chunk_id = $2 and state = any($3)`,
          [key.organisationId, chunk.id, itemStatesBefore('cancelled')],
        );
        await client.query(
          `update run_chunks set pending = pending - $3, cancelled = cancelled + $3
           where organisation_id = $1 and id = $2`,
          [key.organisationId, chunk.id, rowCount ?? 0],
        );
        await notifyRunChanged(client, key.runId);
        return chunk.number;
      });
    },
  };
}
