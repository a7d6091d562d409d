import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { ExportedItem } from '@patchbay/core/formats/export-source.ts';
import type { Database } from '../database/database.ts';
import type { ItemScope } from './item-places.ts';

/** An item of a run as it is exported. */
export interface ExportRow extends ExportedItem {
  readonly dataRowId: string;
}

export type ExportStore = ReturnType<typeof createExportStore>;

/** Reads the items of a run with their predictions, in the order of the dataset. */
export function createExportStore(database: Database) {
  return {
    /**
     * The items behind a data row, at most `limit`, and no more documents than `largestBytes`, but one item
     * in any case. None where the run has no more.
     *
     * The places come first, as a batch of their own: joined at once, PostgreSQL would begin at the first
     * of all data rows again for every batch.
     */
    async readBatch(
      scope: ItemScope,
      wanted: { after: string | null; limit: number; largestBytes: number },
    ): Promise<ExportRow[]> {
      const { rows } = await database.pool.query<Columns>({
        rowMode: 'array',
        text: `with item as (
            select id, data_row_id from run_items
            where organisation_id = $1 and run_id = $2 and data_row_id > $3
            order by data_row_id limit $4
          ), batch as (
            select item.data_row_id, data_rows.global_key, data_rows.type, data_rows.width,
              data_rows.height, data_rows.duration_ms, data_rows.frame_count, predictions.id,
              predictions.reported_version, predictions.created_at, predictions.annotations,
              predictions.warnings,
              sum(octet_length(predictions.annotations::text) + octet_length(predictions.warnings::text))
                over (order by item.data_row_id rows unbounded preceding) as bytes,
              row_number() over (order by item.data_row_id) as number
            from item
            join data_rows on data_rows.id = item.data_row_id
            left join predictions on predictions.item_id = item.id
          )
          select data_row_id, global_key, type, width, height, duration_ms, frame_count, id,
            reported_version, created_at, annotations::text, warnings::text
          from batch where number = 1 or coalesce(bytes, 0) <= $5 order by data_row_id`,
        values: [
          scope.organisationId,
          scope.runId,
          wanted.after ?? '00000000-0000-0000-0000-000000000000',
          wanted.limit,
          wanted.largestBytes,
        ],
      });
      return rows.map(toExportRow);
    },
  };
}

/** A row as the statement gives it: arrays are what it costs least to read. */
type Columns = [
  dataRowId: string,
  globalKey: string,
  type: DataRowType,
  width: number | null,
  height: number | null,
  durationMs: number | null,
  frameCount: number | null,
  predictionId: string | null,
  reportedVersion: string | null,
  createdAt: Date | null,
  annotations: string | null,
  warnings: string | null,
];

function toExportRow(columns: Columns): ExportRow {
  const [id, globalKey, type, width, height, durationMs, frameCount] = columns;
  const [, , , , , , , predictionId, reportedVersion, createdAt, annotations, warnings] = columns;
  const size = width === null || height === null ? null : { width, height };
  const isVideo = type === 'video' && durationMs !== null && frameCount !== null;
  return {
    dataRowId: id,
    dataRow: {
      id,
      globalKey,
      type,
      image: type === 'image' ? size : null,
      video: size && isVideo ? { ...size, durationMs, frameCount } : null,
    },
    prediction:
      predictionId === null || createdAt === null
        ? null
        : {
            id: predictionId,
            reportedVersion,
            annotations: annotations ?? '[]',
            warnings: warnings ?? '[]',
            createdAt: createdAt.toISOString(),
          },
  };
}
