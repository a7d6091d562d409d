import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { ItemState } from '@patchbay/core/run/item-state.ts';
import { readIdCursor, toPage } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';

/** One data row of a run with what the other run has of it. */
export interface PairedItem {
  dataRowId: string;
  itemId: string;
  state: ItemState;
  /** Null where there is no prediction. */
  annotations: Annotation[] | null;
  /** Null where the other run has not this data row. */
  otherItemId: string | null;
  otherState: ItemState | null;
  otherAnnotations: Annotation[] | null;
}

export type ComparisonStore = ReturnType<typeof createComparisonStore>;

/** Reads the items of two runs side by side. */
export function createComparisonStore(database: Database) {
  return {
    /** The next items behind those of a cursor, in the order of the dataset. */
    async listPairs(
      organisationId: string,
      runs: { id: string; otherId: string },
      query: { cursor: string | undefined; limit: number },
    ): Promise<Page<PairedItem>> {
      const { rows } = await database.pool.query<PairedItem>(
        `select one.data_row_id as "dataRowId", one.id as "itemId", one.state,
           made.annotations, other.id as "otherItemId", other.state as "otherState",
           made_other.annotations as "otherAnnotations"
         from (
           select id, data_row_id, state from run_items
           where organisation_id = $1 and run_id = $2 and ($4::uuid is null or data_row_id > $4)
           order by data_row_id limit $5
         ) as one
         left join run_items as other on other.run_id = $3 and other.data_row_id = one.data_row_id
           and other.organisation_id = $1
         left join predictions as made on made.item_id = one.id
         left join predictions as made_other on made_other.item_id = other.id
         order by one.data_row_id`,
        [organisationId, runs.id, runs.otherId, readIdCursor(query.cursor), query.limit + 1],
      );
      return toPage(rows, query.limit, ({ dataRowId }) => dataRowId);
    },
  };
}
