import type { ExportInput } from '@patchbay/core/api/item-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type {
  ExportedDataRow,
  ExportedItem,
  ExportedPrediction,
} from '@patchbay/core/formats/export-source.ts';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type CopyMemory, copyOut, createCopyMemory } from '../database/copy/copy-out.ts';
import type { CopyReader } from '../database/copy/copy-reader.ts';
import { literal } from '../database/copy/literal.ts';
import { type Database, withConnection } from '../database/database.ts';
import type { ItemScope } from './item-places.ts';

/** What of a run is read at once: at most `limit` items, and no more documents than `largestBytes`. */
interface BatchWish {
  readonly after: string | null;
  readonly limit: number;
  readonly largestBytes: number;
  /** Where the documents of the batch lie, until the next batch is read into it. */
  readonly memory?: CopyMemory;
}

export type ExportStore = ReturnType<typeof createExportStore>;

/** Reads the items of a run with their predictions, in the order of the dataset, and tells who exports them. */
export function createExportStore(database: Database, audit: AuditLog) {
  /**
   * The items behind a data row, one in any case; none where the run has no more. Rows and predictions are
   * read in one round trip, so that PostgreSQL is at work while the batch before is written.
   */
  async function readBatch(scope: ItemScope, wish: BatchWish): Promise<ExportedItem[]> {
    const selects = [selectDataRows(scope, wish), selectPredictions(scope, wish)];
    const rows = await withConnection(database, (client) => copyOut(client, selects, wish.memory));
    const dataRows = readDataRows(rows);
    const predictions = readPredictions(rows);
    const batch: ExportedItem[] = [];
    for (const dataRow of dataRows) {
      const prediction = predictions.get(dataRow.id) ?? null;
      if (prediction === tooMuch) break;
      predictions.delete(dataRow.id);
      batch.push({ dataRow, prediction });
    }
    if (batch.length === dataRows.length) requireNone(predictions);
    // The first was too much beside others: alone it never is.
    const isTooLarge = batch.length === 0 && dataRows.length > 0;
    return isTooLarge ? readBatch(scope, { ...wish, limit: 1 }) : batch;
  }

  /** Tells the audit that somebody takes the predictions of a run away. */
  async function recordExport(
    principal: Principal,
    { id, name }: RunView,
    { format, class: ofClass }: ExportInput,
  ): Promise<void> {
    const details = { name, format, ...(ofClass !== undefined && { class: ofClass }) };
    await audit.record(database.pool, principal, { action: 'run:exported', subject: id, details });
  }

  return { readBatch, recordExport, createMemory: createCopyMemory };
}

/** The ids of a batch, as a condition that is looked up in one walk along an index. */
function anyOf(column: 'id' | 'data_row_id', scope: ItemScope, wish: BatchWish): string {
  const { organisationId, runId } = scope;
  const behind = wish.after === null ? '' : `and data_row_id > ${literal(wish.after)}`;
  return `any(array(select ${column} from run_items
    where organisation_id = ${literal(organisationId)} and run_id = ${literal(runId)} ${behind}
    order by data_row_id limit ${wish.limit}))`;
}

/**
 * Each table is read by the ids of the batch, in one walk along its index: a join would look for every row
 * from the root, and to send the ids would cost as much as to read the rows.
 */
function selectDataRows(scope: ItemScope, wish: BatchWish): string {
  return `select id::text, global_key, type, width, height, duration_ms, frame_count from data_rows
    where organisation_id = ${literal(scope.organisationId)}
      and id = ${anyOf('data_row_id', scope, wish)}
    order by id`;
}

/** Without the documents where those before it are as much as was wished. */
function selectPredictions(scope: ItemScope, wish: BatchWish): string {
  return `select data_row_id::text, id::text, reported_version, created_at,
      reused_from::text,
      case when number = 1 or bytes <= ${wish.largestBytes} then annotations end,
      case when number = 1 or bytes <= ${wish.largestBytes} then warnings end
    from (
      select *, row_number() over placed as number,
        sum(${bytesOf('annotations')} + ${bytesOf('warnings')}) over placed as bytes
      from predictions
      where organisation_id = ${literal(scope.organisationId)}
        and item_id = ${anyOf('id', scope, wish)}
      window placed as (order by item_id rows unbounded preceding)
    ) as prediction`;
}

/**
 * Bytes of a document as text, or a few more. Only one that is stored compressed, as large ones are, has to
 * be unpacked to know.
 */
function bytesOf(column: string): string {
  return `case when pg_column_compression(${column}) is null then pg_column_size(${column})
    else octet_length(${column}::text) end`;
}

/** Each prediction by its data row, or that it was too much for the batch. */
function readPredictions(rows: CopyReader): Map<string, ExportedPrediction | typeof tooMuch> {
  const predictions = new Map<string, ExportedPrediction | typeof tooMuch>();
  while (rows.next()) {
    const dataRowId = rows.text() ?? '';
    const id = rows.text() ?? '';
    const reportedVersion = rows.text();
    const createdAt = rows.timestamptz()?.toISOString() ?? '';
    const reusedFrom = rows.text();
    const [annotations, warnings] = [rows.bytes(), rows.bytes()];
    if (annotations === null || warnings === null) predictions.set(dataRowId, tooMuch);
    else {
      const facts = { id, reportedVersion, createdAt, reusedFrom };
      predictions.set(dataRowId, { ...facts, annotations, warnings });
    }
  }
  return predictions;
}

const tooMuch = Symbol('too much');

/** Data rows stay as long as anything names them. @throws PatchbayError INTERNAL */
function requireNone(predictions: ReadonlyMap<string, unknown>): void {
  for (const dataRowId of predictions.keys()) {
    const message = `A prediction names the data row ${dataRowId}, which is not there.`;
    throw new PatchbayError({ code: 'INTERNAL', message });
  }
}

function readDataRows(rows: CopyReader): ExportedDataRow[] {
  const dataRows: ExportedDataRow[] = [];
  while (rows.next()) {
    const id = rows.text() ?? '';
    const globalKey = rows.text() ?? '';
    const type = (rows.text() ?? '') as DataRowType;
    const [width, height] = [rows.int4(), rows.int4()];
    const [durationMs, frameCount] = [rows.int4(), rows.int4()];
    const size = width === null || height === null ? null : { width, height };
    const isVideo = type === 'video' && durationMs !== null && frameCount !== null;
    const image = type === 'image' ? size : null;
    const video = size && isVideo ? { ...size, durationMs, frameCount } : null;
    dataRows.push({ id, globalKey, type, image, video });
  }
  return dataRows;
}
