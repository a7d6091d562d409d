import type { DataRowItem } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { readIdCursor, toPage } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';

/** A data row with the dataset that it is in. */
export interface DataRowPlace {
  readonly organisationId: string;
  readonly datasetId: string;
  readonly dataRowId: string;
}

type ItemRow = Pick<
  DataRowItem,
  'id' | 'state' | 'code' | 'annotationCount' | 'warningCount' | 'hasPrediction' | 'confidence'
> & {
  finishedAt: Date | null;
  runId: string;
  runName: string;
  preview: boolean;
  runCreatedAt: Date;
  modelId: string;
  modelName: string;
  revision: number;
};

/**
 * Goes from run to run over the dataset, and in each finds the item of the row by the index that keeps a row
 * once in a run: an index of all items by their rows would be written for every item of every run.
 */
const statement = `select item.id, item.state, item.code, item.annotation_count as "annotationCount",
    item.warning_count as "warningCount", item.finished_at as "finishedAt",
    prediction.item_id is not null as "hasPrediction", nullif(prediction.confidence, -1) as confidence,
    run.id as "runId", run.name as "runName", run.preview, run.created_at as "runCreatedAt",
    run.model_id as "modelId", run.model_name as "modelName",
    coalesce(read_as.number, run.revision_number) as revision
  from runs as run
  cross join lateral (
    select * from run_items where run_id = run.id and data_row_id = $3 limit 1
  ) as item
  left join predictions as prediction on prediction.item_id = item.id
  left join model_revisions as read_as on read_as.id = prediction.revision_id
  where run.organisation_id = $1 and run.dataset_id = $2 and ($4::uuid is null or run.id < $4)
  order by run.id desc limit $5`;

/** What became of a data row in every run over its dataset, newest run first. */
export async function listItemsOfRow(
  database: Database,
  { organisationId, datasetId, dataRowId }: DataRowPlace,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Page<DataRowItem>> {
  const values = [organisationId, datasetId, dataRowId, readIdCursor(cursor), limit + 1];
  const { rows } = await database.pool.query<ItemRow>(statement, values);
  return toPage(rows.map(toDataRowItem), limit, (item) => item.run.id);
}

function toDataRowItem(row: ItemRow): DataRowItem {
  const { runId, runName, preview, runCreatedAt, modelId, modelName, revision, ...item } = row;
  return {
    ...item,
    finishedAt: item.finishedAt?.toISOString() ?? null,
    run: { id: runId, name: runName, preview, createdAt: runCreatedAt.toISOString() },
    model: { id: modelId, name: modelName, revision },
  };
}
