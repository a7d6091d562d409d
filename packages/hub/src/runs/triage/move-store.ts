import { mostChosenItems, type RunActionKind } from '@patchbay/core/run/run-action.ts';
import type pg from 'pg';
import { notifyRunChanged } from '../../queue/run-signals.ts';
import type { ActionRecord } from './action-row.ts';
import { gatherValues, type Selected, selectItems, statesFor } from './selected-items.ts';

/** The actions that move items from one state to another, without reading anything. */
export type MoveKind = Exclude<RunActionKind, 'decode-again'>;

/** What a step did. */
export interface MovedItems {
  readonly count: number;
  /** The last of them in the order of the dataset. */
  readonly lastItemId: string;
  /** The chunks in which they are. */
  readonly chunkIds: readonly string[];
}

interface MovedGroup {
  chunk_id: string;
  code: string;
  count: number;
  last: string;
}

export type MoveStore = ReturnType<typeof createMoveStore>;

/** Moves many failed or ignored items at once, with the counters and the tallies of their chunks. */
export function createMoveStore() {
  return {
    /**
     * Moves the next items of an action, at most `limit`; null where none is left. The run must have
     * been locked in the same transaction: locks are taken in the order run, items, chunks, tallies.
     */
    async moveNext(
      client: pg.PoolClient,
      action: ActionRecord & { kind: MoveKind },
      limit: number,
    ): Promise<MovedItems | null> {
      const { values, bind } = gatherValues();
      const next = selectItems(action, action.lastItemId, { columns: 'id', limit, bind });
      const { rows } = await client.query<MovedGroup>(
        `with next as (${next}), picked as (
           select id, code from run_items
           where id in (select id from next) and state = ${bind(statesFor[action.kind][0])}
           order by id for no key update
         ), moved as (
           update run_items set ${changes[action.kind]} from picked
           where run_items.id = picked.id
           returning run_items.id, run_items.chunk_id, picked.code
         )
         select chunk_id, code, count(*)::int as count, max(id::text) as last from moved
         group by chunk_id, code order by chunk_id, code`,
        values,
      );
      if (rows.length === 0) return null;
      if (action.kind === 'retry') await forgetBegun(client, action, rows);
      await countOnChunks(client, action, rows);
      await countOnTallies(client, action, rows);
      await notifyRunChanged(client, action.runId);
      return {
        count: rows.reduce((sum, row) => sum + row.count, 0),
        lastItemId: rows.reduce((last, row) => (row.last > last ? row.last : last), ''),
        chunkIds: [...new Set(rows.map((row) => row.chunk_id))],
      };
    },

    /** How many items an action means just now; read from counters where no item was chosen. */
    async count(client: pg.PoolClient, selected: Selected): Promise<number> {
      const { organisationId, runId, kind, code, itemIds } = selected;
      if (itemIds !== null) {
        const { values, bind } = gatherValues();
        const all = { columns: 'id', limit: mostChosenItems, bind };
        const items = selectItems(selected, null, all);
        return await readCount(client, `select count(*) from (${items}) as items`, values);
      }
      if (code === null) {
        const columns = statesFor[kind].join(' + ');
        return await readCount(
          client,
          `select sum(${columns}) from run_chunks where organisation_id = $1 and run_id = $2`,
          [organisationId, runId],
        );
      }
      return await readCount(
        client,
        `select sum(count) from run_tallies
         where organisation_id = $1 and run_id = $2 and subject = $3 and name = $4`,
        [organisationId, runId, kind === 'restore' ? 'ignored' : 'failure', code],
      );
    },

    /** One of these ids that is none of an item of the run. */
    async findForeign(client: pg.PoolClient, selected: Selected): Promise<string | null> {
      const { rows } = await client.query<{ id: string }>(
        `select wanted.id from unnest($3::uuid[]) as wanted (id)
         where not exists (
           select from run_items
           where organisation_id = $1 and run_id = $2 and run_items.id = wanted.id
         ) limit 1`,
        [selected.organisationId, selected.runId, selected.itemIds],
      );
      return rows[0]?.id ?? null;
    },
  };
}

/**
 * What a move changes. What is tried again begins with a clean record; a failure that is set aside keeps
 * its code and its words.
 */
const changes: { readonly [Kind in MoveKind]: string } = {
  retry: `state = 'pending', problem = null, code = null, finished_at = null, crashes = 0`,
  ignore: `state = 'ignored'`,
  restore: `state = 'failed'`,
};

/**
 * Where nothing waited before, what a worker has begun was of an earlier round: else what is tried again
 * would count as having seen that worker die.
 */
async function forgetBegun(
  client: pg.PoolClient,
  { organisationId }: ActionRecord,
  groups: readonly MovedGroup[],
): Promise<void> {
  await client.query(
    `delete from begun_items using run_chunks
     where begun_items.organisation_id = $1 and begun_items.chunk_id = any($2)
       and run_chunks.id = begun_items.chunk_id and run_chunks.pending = 0`,
    [organisationId, groups.map((group) => group.chunk_id)],
  );
}

/** The counters between which items move. */
const counters: { readonly [Kind in MoveKind]: { from: string; to: string } } = {
  retry: { from: 'failed', to: 'pending' },
  ignore: { from: 'failed', to: 'ignored' },
  restore: { from: 'ignored', to: 'failed' },
};

async function countOnChunks(
  client: pg.PoolClient,
  { organisationId, kind }: ActionRecord & { kind: MoveKind },
  groups: readonly MovedGroup[],
): Promise<void> {
  const { from, to } = counters[kind];
  await client.query(
    `update run_chunks set ${from} = ${from} - moved.count, ${to} = ${to} + moved.count
     from (
       select chunk_id, sum(count)::int as count from unnest($2::uuid[], $3::int[])
         as moved (chunk_id, count) group by chunk_id
     ) as moved
     where run_chunks.organisation_id = $1 and run_chunks.id = moved.chunk_id`,
    [organisationId, groups.map((group) => group.chunk_id), groups.map((group) => group.count)],
  );
}

/** The tallies between which failures move; one that is tried again is in none. */
const tallies: { readonly [Kind in MoveKind]: { subject: string; sign: 1 | -1 }[] } = {
  retry: [{ subject: 'failure', sign: -1 }],
  ignore: [
    { subject: 'failure', sign: -1 },
    { subject: 'ignored', sign: 1 },
  ],
  restore: [
    { subject: 'failure', sign: 1 },
    { subject: 'ignored', sign: -1 },
  ],
};

async function countOnTallies(
  client: pg.PoolClient,
  { organisationId, runId, kind }: ActionRecord & { kind: MoveKind },
  groups: readonly MovedGroup[],
): Promise<void> {
  for (const { subject, sign } of tallies[kind]) {
    await client.query(
      `insert into run_tallies (organisation_id, run_id, subject, chunk_id, name, count)
       select $1, $2, $3, moved.chunk_id, moved.code, moved.count * $4::int
       from unnest($5::uuid[], $6::text[], $7::int[]) as moved (chunk_id, code, count)
       order by moved.chunk_id, moved.code
       on conflict (run_id, subject, chunk_id, name, kind, unknown_class)
       do update set count = run_tallies.count + excluded.count`,
      [
        organisationId,
        runId,
        subject,
        sign,
        groups.map((group) => group.chunk_id),
        groups.map((group) => group.code),
        groups.map((group) => group.count),
      ],
    );
  }
}

async function readCount(client: pg.PoolClient, text: string, values: unknown[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select coalesce((${text}), 0)::int as count`,
    values,
  );
  return rows[0]?.count ?? 0;
}
