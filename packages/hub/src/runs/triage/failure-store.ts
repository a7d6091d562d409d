import type { Database } from '../../database/database.ts';

/** How many items of a code failed, and how many of them a person ignored. */
export interface FailureCount {
  code: string;
  failed: number;
  ignored: number;
}

/** A failed item with what it failed of. */
export interface FailedItem {
  id: string;
  code: string;
  dataRowId: string;
  message: string;
}

/** Items of a code that are looked through for failed ones, and failed ones that are read. */
const lookedThrough = 2000;
const read = 100;

export type FailureStore = ReturnType<typeof createFailureStore>;

/** Reads why items of a run failed. */
export function createFailureStore(database: Database) {
  return {
    /** By code, the most frequent first; from the tallies, never by counting. */
    async listCounts(organisationId: string, runId: string): Promise<FailureCount[]> {
      const { rows } = await database.pool.query<FailureCount>(
        `select name as code,
           coalesce(sum(count) filter (where subject = 'failure'), 0)::int as failed,
           coalesce(sum(count) filter (where subject = 'ignored'), 0)::int as ignored
         from run_tallies
         where organisation_id = $1 and run_id = $2 and subject in ('failure', 'ignored')
         group by name having sum(count) > 0
         order by failed desc, ignored desc, name`,
        [organisationId, runId],
      );
      return rows;
    },

    /** The first failed items of each code, in the order of the dataset. */
    async listFirst(
      organisationId: string,
      runId: string,
      codes: readonly string[],
    ): Promise<FailedItem[]> {
      const { rows } = await database.pool.query<FailedItem>(
        `select item.id, wanted.code, item.data_row_id as "dataRowId",
           item.problem ->> 'message' as message
         from unnest($3::text[]) as wanted (code), lateral (
           select id, data_row_id, problem from (
             select id, data_row_id, problem, state from run_items
             where organisation_id = $1 and run_id = $2 and run_items.code = wanted.code
             order by id limit ${lookedThrough}
           ) as looked where state = 'failed' order by id limit ${read}
         ) as item
         order by item.id`,
        [organisationId, runId, codes],
      );
      return rows;
    },
  };
}
