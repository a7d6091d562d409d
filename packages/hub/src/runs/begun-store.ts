import { literal } from '../database/copy/literal.ts';
import { runScript } from '../database/copy/run-script.ts';
import { type Database, withConnection, withTransaction } from '../database/database.ts';

/** A chunk of a run. */
export interface ChunkKey {
  organisationId: string;
  runId: string;
  chunkId: string;
}

/**
 * What the holder of a chunk has begun: all of its items that are pending from the first to the last, in the
 * order of their ids; one alone where they are the same.
 */
export interface BegunItems {
  readonly first: string;
  readonly last: string;
}

export type BegunStore = ReturnType<typeof createBegunStore>;

/** Remembers which items the holder of a chunk has begun, so that those of one who died are known. */
export function createBegunStore(database: Database) {
  /**
   * Does not wait for the disk: a worker that dies does not take along what it wrote, and when the database
   * dies, nobody's item was the reason.
   */
  async function runUnwaited(statement: string): Promise<void> {
    await withConnection(database, (client) =>
      runScript(client, ['begin', 'set local synchronous_commit = off', statement, 'commit']),
    );
  }

  return {
    /** Writes down what is begun now, before any of it is sent. */
    async write({ organisationId, chunkId }: ChunkKey, { first, last }: BegunItems): Promise<void> {
      const values = [chunkId, organisationId, first, last].map(literal).join(', ');
      await runUnwaited(
        `insert into begun_items (chunk_id, organisation_id, first_id, last_id) values (${values})
         on conflict (chunk_id) do update set first_id = excluded.first_id, last_id = excluded.last_id`,
      );
    },

    /** The holder lets go of the chunk in order: nothing it began is to be looked at with care. */
    async clear({ organisationId, chunkId }: ChunkKey): Promise<void> {
      await runUnwaited(
        `delete from begun_items where organisation_id = ${literal(organisationId)}
           and chunk_id = ${literal(chunkId)}`,
      );
    },

    /**
     * Where nothing waits, nothing is begun: removes what is left of holders that died and were followed by
     * nobody, and what one that was held up wrote after it had lost its chunk.
     */
    async removeLost(): Promise<void> {
      await database.pool.query(
        `delete from begun_items using run_chunks
         where run_chunks.id = begun_items.chunk_id and run_chunks.pending = 0`,
      );
    },

    /**
     * Looks at what the holder before has left. Items that it had begun and that are still pending have
     * seen it die: once, or once more where the item was the only one. Returns how many there were.
     */
    async takeOver({ organisationId, chunkId }: ChunkKey): Promise<number> {
      const { rows } = await database.pool.query<BegunItems>(
        `select first_id as first, last_id as last from begun_items
         where organisation_id = $1 and chunk_id = $2`,
        [organisationId, chunkId],
      );
      const [begun] = rows;
      if (!begun) return 0;
      // Items first, then what was begun: two who take it over at once wait here for each other.
      return await withTransaction(database, async (client) => {
        const values = [organisationId, chunkId, begun.first, begun.last];
        const { rowCount } = await client.query(
          `update run_items set crashes = case when $3::uuid = $4 then crashes + 1 else greatest(crashes, 1) end
           where organisation_id = $1 and chunk_id = $2 and state = 'pending' and id in (
             select id from run_items
             where organisation_id = $1 and chunk_id = $2 and state = 'pending'
               and id between $3 and $4
             order by id for no key update
           )`,
          values,
        );
        const taken = await client.query(
          `delete from begun_items
           where organisation_id = $1 and chunk_id = $2 and first_id = $3 and last_id = $4`,
          values,
        );
        if (taken.rowCount === 1) return rowCount ?? 0;
        throw new Error('Two workers took the chunk over at the same moment.');
      });
    },

    /** How often workers died over pending items of the chunk; items over which none did are not in it. */
    async listCrashes({ organisationId, chunkId }: ChunkKey): Promise<Map<string, number>> {
      const { rows } = await database.pool.query<{ id: string; crashes: number }>(
        `select id, crashes from run_items
         where organisation_id = $1 and chunk_id = $2 and state = 'pending' and crashes > 0`,
        [organisationId, chunkId],
      );
      return new Map(rows.map((row) => [row.id, row.crashes]));
    },
  };
}
