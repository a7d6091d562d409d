import type { ExchangeView, PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { Database } from '../database/database.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { type DataRowPlace, listItemsOfRow } from './data-row-item-rows.ts';
import { type AttemptRow, hasExchange, toExchangeView } from './exchange-row.ts';
import {
  type ItemRecord,
  itemColumns,
  type PredictionRow,
  predictionColumns,
  toPredictionView,
} from './item-rows.ts';

export type ItemReadStore = ReturnType<typeof createItemReadStore>;

/** Reads one item: its prediction, its exchanges, and what stands beside it. */
export function createItemReadStore(database: Database, storage: AssetStorage) {
  async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.pool.query<Row>(text, values)).rows;
  }

  return {
    async find(organisationId: string, id: string): Promise<ItemRecord | null> {
      const rows = await query<ItemRecord>(
        `select ${itemColumns()} from run_items where organisation_id = $1 and id = $2`,
        [organisationId, id],
      );
      return rows[0] ?? null;
    },

    listOfDataRow: (place: DataRowPlace, query: { cursor?: string; limit: number }) =>
      listItemsOfRow(database, place, query),

    async findPrediction(organisationId: string, itemId: string): Promise<PredictionView | null> {
      const rows = await query<PredictionRow>(
        `select ${predictionColumns} from predictions where organisation_id = $1 and item_id = $2`,
        [organisationId, itemId],
      );
      return rows[0] ? toPredictionView(rows[0]) : null;
    },

    /** All calls of the attempts at an item, first to last, those that were never sent too. */
    async listAttempts(organisationId: string, itemId: string): Promise<AttemptRow[]> {
      return await query<AttemptRow>(
        `select attempts.number as attempt, attempts.frame, attempts.call_id, attempts.problem,
           calls.started_at, calls.latency_ms, calls.request, calls.image,
           calls.response_status, calls.response_headers, calls.response_body, calls.response_asset,
           calls.response_cut_from
         from attempts left join calls on calls.id = attempts.call_id
         where attempts.organisation_id = $1 and attempts.item_id = $2
         order by attempts.number, attempts.call_number`,
        [organisationId, itemId],
      );
    },

    /** The exchanges of calls. A body that lies in the storage is read from there. */
    async readExchanges(rows: readonly AttemptRow[]): Promise<ExchangeView[]> {
      return await Promise.all(rows.filter(hasExchange).map((row) => toExchangeView(row, storage)));
    },
  };
}
