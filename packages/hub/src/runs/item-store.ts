import type { ItemState } from '@patchbay/core/run/item-state.ts';
import { itemStatesBefore } from '@patchbay/core/run/item-state.ts';
import type pg from 'pg';
import type { Database } from '../database/database.ts';
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

export type ItemStore = ReturnType<typeof createItemStore>;

/** Moves items from state to state, each move guarded by the states before it. */
export function createItemStore(database: Database) {
  return {
    /** Plans a chunk: its items in the order given, all pending. */
    async insertChunk(
      client: pg.PoolClient,
      key: RunKey,
      chunk: { id: string; number: number; items: readonly { id: string; dataRowId: string }[] },
    ): Promise<void> {
      await client.query(
        `insert into run_chunks (id, organisation_id, run_id, number, pending)
         values ($1, $2, $3, $4, $5)`,
        [chunk.id, key.organisationId, key.runId, chunk.number, chunk.items.length],
      );
      await client.query(
        `insert into run_items (id, organisation_id, run_id, chunk_id, data_row_id)
         select item.id, $1, $2, $3, item.data_row_id
         from unnest($4::uuid[], $5::uuid[]) as item (id, data_row_id)`,
        [
          key.organisationId,
          key.runId,
          chunk.id,
          chunk.items.map((item) => item.id),
          chunk.items.map((item) => item.dataRowId),
        ],
      );
      await client.query(
        'update runs set total = total + $3 where organisation_id = $1 and id = $2',
        [key.organisationId, key.runId, chunk.items.length],
      );
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
        'select state from runs where organisation_id = $1 and id = $2 for update',
        [key.organisationId, key.runId],
      );
      if (rows[0]?.state !== 'preparing') return null;
      const plan = await client.query<{ number: number; data_row_id: string }>(
        `select run_chunks.number, run_items.data_row_id
         from run_items join run_chunks on run_chunks.id = run_items.chunk_id
         where run_items.organisation_id = $1 and run_items.run_id = $2
         order by run_items.id desc limit 1`,
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

    /** Cancels what still waits. The run must have been moved to cancelled in the same transaction. */
    async cancelPending(client: pg.PoolClient, key: RunKey): Promise<void> {
      const count = await moveItems(client, key, 'cancelled');
      await client.query(
        'update run_chunks set pending = 0 where organisation_id = $1 and run_id = $2',
        [key.organisationId, key.runId],
      );
      await client.query(
        'update runs set cancelled = cancelled + $3 where organisation_id = $1 and id = $2',
        [key.organisationId, key.runId, count],
      );
    },

    /**
     * Puts failed items back to pending and returns the chunks in which they are. The run must have
     * been locked in the same transaction.
     */
    async retryFailed(client: pg.PoolClient, key: RunKey, code: string | null): Promise<string[]> {
      const { rows } = await client.query<{ chunk_id: string; count: number }>(
        `with moved as (
           update run_items
           set state = 'pending', problem = null, code = null, finished_at = null
           where organisation_id = $1 and run_id = $2 and state = any($3)
             and ($4::text is null or code = $4)
           returning chunk_id
         )
         update run_chunks set pending = pending + moved.count
         from (select chunk_id, count(*)::int as count from moved group by chunk_id) as moved
         where run_chunks.id = moved.chunk_id
         returning run_chunks.id as chunk_id, moved.count`,
        [key.organisationId, key.runId, itemStatesBefore('pending'), code],
      );
      const count = rows.reduce((sum, row) => sum + row.count, 0);
      await client.query(
        'update runs set failed = failed - $3 where organisation_id = $1 and id = $2',
        [key.organisationId, key.runId, count],
      );
      await client.query(
        `delete from run_tallies
         where organisation_id = $1 and run_id = $2 and subject = 'failure'
           and ($3::text is null or name = $3)`,
        [key.organisationId, key.runId, code],
      );
      await notifyRunChanged(client, key.runId);
      return rows.map((row) => row.chunk_id);
    },
  };
}

async function moveItems(client: pg.PoolClient, key: RunKey, to: ItemState): Promise<number> {
  const { rowCount } = await client.query(
    `update run_items set state = $3, finished_at = now()
     where organisation_id = $1 and run_id = $2 and state = any($4)`,
    [key.organisationId, key.runId, to, itemStatesBefore(to)],
  );
  return rowCount ?? 0;
}
