import { arrayLiteral, literal } from '../database/copy/literal.ts';
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
  return {
    /**
     * Writes down what is begun now, before any of it is sent. It does not wait for the disk: a worker
     * that dies does not take it along, and when the database dies, nobody's item was the reason.
     */
    async write({ organisationId, chunkId }: ChunkKey, { first, last }: BegunItems): Promise<void> {
      const begun = first === last ? [first] : [first, last];
      await withConnection(database, (client) =>
        runScript(client, [
          'begin',
          'set local synchronous_commit = off',
          `update run_chunks set begun = ${arrayLiteral(begun, 'uuid')}
           where organisation_id = ${literal(organisationId)} and id = ${literal(chunkId)}`,
          'commit',
        ]),
      );
    },

    /** The holder lets go of the chunk in order: nothing it began is to be looked at with care. */
    async clear({ organisationId, chunkId }: ChunkKey): Promise<void> {
      await database.pool.query(
        `update run_chunks set begun = '{}'
         where organisation_id = $1 and id = $2 and begun <> '{}'`,
        [organisationId, chunkId],
      );
    },

    /**
     * Looks at what the holder before has left. Items that it had begun and that are still pending have
     * seen it die: once, or once more where the item was the only one. Returns how many there were.
     */
    async takeOver({ organisationId, chunkId }: ChunkKey): Promise<number> {
      const { rows } = await database.pool.query<{ begun: string[] }>(
        'select begun from run_chunks where organisation_id = $1 and id = $2',
        [organisationId, chunkId],
      );
      const begun = rows[0]?.begun ?? [];
      if (begun.length === 0) return 0;
      // Items first, then the chunk: in the order in which all who move items take their locks.
      return await withTransaction(database, async (client) => {
        const { rowCount } = await client.query(
          `update run_items set crashes = case when $4 then crashes + 1 else greatest(crashes, 1) end
           where organisation_id = $1 and chunk_id = $2 and state = 'pending' and id in (
             select id from run_items
             where organisation_id = $1 and chunk_id = $2 and state = 'pending'
               and id between $3 and $5
             order by id for no key update
           )`,
          [organisationId, chunkId, begun[0], begun.length === 1, begun.at(-1)],
        );
        const taken = await client.query(
          `update run_chunks set begun = '{}'
           where organisation_id = $1 and id = $2 and begun = $3`,
          [organisationId, chunkId, begun],
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
