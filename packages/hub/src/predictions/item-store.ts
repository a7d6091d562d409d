import type { ExchangeView, PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { ItemState } from '@patchbay/core/run/item-state.ts';
import { readIdCursor, toPage } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { type AttemptRow, toExchangeView } from './exchange-row.ts';

/** An item as it is read: everything but its data row, which belongs to the datasets. */
export interface ItemRecord {
  id: string;
  runId: string;
  state: ItemState;
  dataRowId: string;
  attempts: number;
  problem: Problem | null;
  annotationCount: number | null;
  warningCount: number | null;
  finishedAt: Date | null;
}

const itemColumns = `id, run_id as "runId", state, data_row_id as "dataRowId", attempts, problem,
  annotation_count as "annotationCount", warning_count as "warningCount", finished_at as "finishedAt"`;

const predictionColumns = `id, run_id as "runId", item_id as "itemId", data_row_id as "dataRowId",
  revision_id as "revisionId", reported_version as "reportedVersion", reading, usage, annotations, warnings,
  created_at as "createdAt"`;

type PredictionRow = Omit<PredictionView, 'createdAt'> & { createdAt: Date };

export type ItemReadStore = ReturnType<typeof createItemReadStore>;

/** Reads items, their predictions and their exchanges, for screens and exports. */
export function createItemReadStore(database: Database, storage: AssetStorage) {
  async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.pool.query<Row>(text, values)).rows;
  }

  return {
    /** In the order of the dataset. */
    async list(
      organisationId: string,
      wanted: { runId: string; cursor?: string; limit: number; state?: ItemState; code?: string },
    ): Promise<Page<ItemRecord>> {
      const rows = await query<ItemRecord>(
        `select ${itemColumns} from run_items
         where organisation_id = $1 and run_id = $2
           and ($3::uuid is null or id > $3)
           and ($4::text is null or state = $4)
           and ($5::text is null or code = $5)
         order by id limit $6`,
        [
          organisationId,
          wanted.runId,
          readIdCursor(wanted.cursor),
          wanted.state ?? null,
          wanted.code ?? null,
          wanted.limit + 1,
        ],
      );
      return toPage(rows, wanted.limit, (item) => item.id);
    },

    async find(organisationId: string, id: string): Promise<ItemRecord | null> {
      const rows = await query<ItemRecord>(
        `select ${itemColumns} from run_items where organisation_id = $1 and id = $2`,
        [organisationId, id],
      );
      return rows[0] ?? null;
    },

    /** The items before and after one in its run. */
    async findNeighbours(
      organisationId: string,
      item: { runId: string; id: string },
    ): Promise<{ previousId: string | null; nextId: string | null }> {
      const rows = await query<{ previousId: string | null; nextId: string | null }>(
        `select
           (select id from run_items where organisation_id = $1 and run_id = $2 and id < $3
            order by id desc limit 1) as "previousId",
           (select id from run_items where organisation_id = $1 and run_id = $2 and id > $3
            order by id limit 1) as "nextId"`,
        [organisationId, item.runId, item.id],
      );
      return rows[0] ?? { previousId: null, nextId: null };
    },

    async findPrediction(organisationId: string, itemId: string): Promise<PredictionView | null> {
      const rows = await query<PredictionRow>(
        `select ${predictionColumns} from predictions where organisation_id = $1 and item_id = $2`,
        [organisationId, itemId],
      );
      return rows[0] ? toPredictionView(rows[0]) : null;
    },

    /** The attempts at an item that reached the wire, first to last. */
    async listExchanges(organisationId: string, itemId: string): Promise<ExchangeView[]> {
      const rows = await query<AttemptRow>(
        `select calls.id, item_attempts.number as attempt, item_attempts.frame, item_attempts.problem,
           calls.started_at, calls.latency_ms, calls.request, calls.image, calls.response_status,
           calls.response_headers, calls.response_body, calls.response_asset
         from item_attempts join calls on calls.id = item_attempts.call_id
         where item_attempts.organisation_id = $1 and item_attempts.item_id = $2
         order by item_attempts.number, item_attempts.call_number`,
        [organisationId, itemId],
      );
      return await Promise.all(rows.map((row) => toExchangeView(row, storage)));
    },

    /** The predictions that these items have, in any order. */
    async listPredictions(
      organisationId: string,
      itemIds: readonly string[],
    ): Promise<PredictionView[]> {
      const rows = await query<PredictionRow>(
        `select ${predictionColumns} from predictions
         where organisation_id = $1 and item_id = any($2)`,
        [organisationId, itemIds],
      );
      return rows.map(toPredictionView);
    },
  };
}

function toPredictionView(row: PredictionRow): PredictionView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
