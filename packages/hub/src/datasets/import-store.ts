import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { createFilesKeeper } from '../database/files-keeper.ts';
import type { DataRow } from './data-row.ts';

/** A data row on its way into a dataset. */
export type NewDataRow = Omit<DataRow, 'organisationId' | 'datasetId' | 'createdAt'>;

/** In the order of the counters below. */
const countedTypes = ['image', 'text', 'html', 'conversational', 'video'] as const;

/** What a dataset has under a global key. */
export type KnownRow = Pick<DataRow, 'assetHash' | 'sourceUrl' | 'attachments'>;

export type ImportStore = ReturnType<typeof createImportStore>;

/** Adds data rows to datasets. */
export function createImportStore(database: Database, audit: AuditLog) {
  return {
    /** Keeps the files of an import in the storage until it is over. */
    keepFiles: createFilesKeeper(database),

    /**
     * What a dataset has under some global keys. They are looked up by the index of the keys, whatever the
     * statistics of a table say that grows just now: to read all rows of the dataset for each batch of a list
     * would take longer with each.
     */
    async findKnown(
      organisationId: string,
      datasetId: string,
      keys: readonly string[],
    ): Promise<Map<string, KnownRow>> {
      const { rows } = await database.pool.query<KnownRow & { globalKey: string }>(
        `select global_key as "globalKey", asset_hash as "assetHash", source_url as "sourceUrl",
           attachments
         from (
           select * from data_rows where dataset_id = $2 and global_key = any($3) offset 0
         ) as found
         where organisation_id = $1`,
        [organisationId, datasetId, keys],
      );
      return new Map(rows.map(({ globalKey, ...known }) => [globalKey, known]));
    },

    /**
     * Adds rows and counts them, in one transaction. A row whose global key the dataset has already
     * is left out. Returns how many were added.
     * @throws PatchbayError INPUT_NOT_FOUND where the dataset was removed meanwhile
     */
    async addRows(
      organisationId: string,
      datasetId: string,
      rows: readonly NewDataRow[],
    ): Promise<number> {
      return withTransaction(database, async (client) => {
        const there = await client.query(
          'select from datasets where organisation_id = $1 and id = $2 for key share',
          [organisationId, datasetId],
        );
        if (there.rowCount === 0) throw removed();
        const { rows: added } = await client.query<{ type: DataRowType }>(
          `insert into data_rows (id, organisation_id, dataset_id, type, global_key, asset_hash,
             byte_length, media_type, width, height, orientation, duration_ms, frame_count, text, turns,
             attachments, source_url, metadata)
           select id, $1, $2, type, global_key, asset_hash, byte_length, media_type, width, height,
             orientation, duration_ms, frame_count, text, turns, attachments, source_url, metadata
           from json_to_recordset($3) as row (id uuid, type text, global_key text, asset_hash text,
             byte_length bigint, media_type text, width int, height int, orientation smallint,
             duration_ms int, frame_count int, text text, turns jsonb, attachments jsonb,
             source_url text, metadata jsonb)
           on conflict (dataset_id, global_key) do nothing
           returning type`,
          [organisationId, datasetId, JSON.stringify(rows.map(toColumns))],
        );
        const count = (type: DataRowType) => added.filter((row) => row.type === type).length;
        await client.query(
          `update datasets set image_count = image_count + $3, text_count = text_count + $4,
             html_count = html_count + $5, conversational_count = conversational_count + $6,
             video_count = video_count + $7
           where organisation_id = $1 and id = $2`,
          [organisationId, datasetId, ...countedTypes.map(count)],
        );
        return added.length;
      });
    },

    async recordImport(principal: Principal, datasetId: string, imported: number): Promise<void> {
      const { rows } = await database.pool.query<{ name: string }>(
        'select name from datasets where organisation_id = $1 and id = $2',
        [principal.organisationId, datasetId],
      );
      await audit.record(database.pool, principal, {
        action: 'dataset:imported',
        subject: datasetId,
        details: { ...rows[0], imported },
      });
    },
  };
}

function removed(): PatchbayError {
  const message = 'The dataset was removed while files were imported into it.';
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
}

function toColumns(row: NewDataRow) {
  return {
    id: row.id,
    type: row.type,
    global_key: row.globalKey,
    asset_hash: row.assetHash,
    byte_length: row.byteLength,
    media_type: row.mediaType,
    width: row.width,
    height: row.height,
    orientation: row.orientation,
    duration_ms: row.durationMs,
    frame_count: row.frameCount,
    text: row.text,
    turns: row.turns,
    attachments: row.attachments,
    source_url: row.sourceUrl,
    metadata: row.metadata,
  };
}
