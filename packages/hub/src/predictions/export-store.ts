import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type {
  ExportedDataRow,
  ExportedItem,
  ExportedPrediction,
} from '@patchbay/core/formats/export-source.ts';
import type { Database } from '../database/database.ts';
import type { ItemScope } from './item-places.ts';

/** An item of a run as it is exported. */
export interface ExportRow extends ExportedItem {
  readonly dataRowId: string;
}

/** What of a run is read at once: at most `limit` items, and no more documents than `largestBytes`. */
interface BatchWish {
  readonly after: string | null;
  readonly limit: number;
  readonly largestBytes: number;
}

export type ExportStore = ReturnType<typeof createExportStore>;

/** Reads the items of a run with their predictions, in the order of the dataset. */
export function createExportStore(database: Database) {
  /** Arrays are what a row costs least as. */
  async function select<Row extends unknown[]>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.pool.query<Row>({ rowMode: 'array', text, values })).rows;
  }

  /**
   * The items behind a data row, one in any case; none where the run has no more. Each table is read by the
   * ids of the batch, in one walk along its index: a join would look for every row from the root.
   */
  async function readBatch(scope: ItemScope, wish: BatchWish): Promise<ExportRow[]> {
    const { organisationId, runId } = scope;
    const items = await select<[id: string, dataRowId: string]>(
      `select id, data_row_id from run_items
       where organisation_id = $1 and run_id = $2 and data_row_id > $3
       order by data_row_id limit $4`,
      [organisationId, runId, wish.after ?? '00000000-0000-0000-0000-000000000000', wish.limit],
    );
    const [dataRows, predictions] = await Promise.all([
      select<DataRowColumns>(
        `select id, global_key, type, width, height, duration_ms, frame_count from data_rows
         where organisation_id = $1 and id = any($2)`,
        [organisationId, items.map(([, dataRowId]) => dataRowId)],
      ),
      select<PredictionColumns>(selectPredictions, [
        organisationId,
        items.map(([id]) => id),
        wish.largestBytes,
      ]),
    ]);
    const rowsById = new Map(dataRows.map((columns) => [columns[0], toDataRow(columns)]));
    const predictionsByItem = new Map(predictions.map((columns) => [columns[0], columns]));
    const batch: ExportRow[] = [];
    for (const [id, dataRowId] of items) {
      const found = predictionsByItem.get(id);
      if (found && isTooMuch(found)) break;
      const dataRow = rowsById.get(dataRowId);
      if (dataRow)
        batch.push({ dataRowId, dataRow, prediction: found ? toPrediction(found) : null });
    }
    // The first was too much beside others: alone it never is.
    return batch.length === 0 && items.length > 1 ? readBatch(scope, { ...wish, limit: 1 }) : batch;
  }

  return { readBatch };
}

type DataRowColumns = [
  id: string,
  globalKey: string,
  type: DataRowType,
  width: number | null,
  height: number | null,
  durationMs: number | null,
  frameCount: number | null,
];

/** Without the documents where those before it are as much as was wished. */
const selectPredictions = `
  select item_id, id, reported_version, created_at, reused_from,
    case when number = 1 or bytes <= $3 then annotations::text end,
    case when number = 1 or bytes <= $3 then warnings::text end
  from (
    select *, row_number() over placed as number,
      sum(octet_length(annotations::text) + octet_length(warnings::text)) over placed as bytes
    from predictions where organisation_id = $1 and item_id = any($2)
    window placed as (order by item_id rows unbounded preceding)
  ) as prediction`;

type PredictionColumns = [
  itemId: string,
  id: string,
  reportedVersion: string | null,
  createdAt: Date,
  reusedFrom: string | null,
  annotations: string | null,
  warnings: string | null,
];

function isTooMuch([, , , , , annotations]: PredictionColumns): boolean {
  return annotations === null;
}

function toPrediction(columns: PredictionColumns): ExportedPrediction {
  const [, id, reportedVersion, createdAt, reusedFrom, annotations, warnings] = columns;
  return {
    id,
    reportedVersion,
    reusedFrom,
    annotations: annotations ?? '[]',
    warnings: warnings ?? '[]',
    createdAt: createdAt.toISOString(),
  };
}

function toDataRow(columns: DataRowColumns): ExportedDataRow {
  const [id, globalKey, type, width, height, durationMs, frameCount] = columns;
  const size = width === null || height === null ? null : { width, height };
  const isVideo = type === 'video' && durationMs !== null && frameCount !== null;
  return {
    id,
    globalKey,
    type,
    image: type === 'image' ? size : null,
    video: size && isVideo ? { ...size, durationMs, frameCount } : null,
  };
}
