import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import type { DataRow } from './data-row.ts';

/** A data row on its way into a dataset. */
export type NewDataRow = Omit<DataRow, 'organisationId' | 'datasetId' | 'createdAt'>;

export type ImportStore = ReturnType<typeof createImportStore>;

/** Adds data rows to datasets. */
export function createImportStore(database: Database, audit: AuditLog) {
  return {
    /** What a dataset has under some global keys. */
    async findKnown(
      organisationId: string,
      datasetId: string,
      keys: readonly string[],
    ): Promise<Map<string, { assetHash: string; sourceUrl: string | null }>> {
      const { rows } = await database.pool.query<{
        globalKey: string;
        assetHash: string;
        sourceUrl: string | null;
      }>(
        `select global_key as "globalKey", asset_hash as "assetHash", source_url as "sourceUrl"
         from data_rows
         where organisation_id = $1 and dataset_id = $2 and global_key = any($3)`,
        [organisationId, datasetId, keys],
      );
      return new Map(rows.map(({ globalKey, ...known }) => [globalKey, known]));
    },

    /**
     * Adds rows and counts them, in one transaction. A row whose global key the dataset has already
     * is left out. Returns how many were added.
     */
    async addRows(
      organisationId: string,
      datasetId: string,
      rows: readonly NewDataRow[],
    ): Promise<number> {
      return withTransaction(database, async (client) => {
        const { rows: added } = await client.query<{ type: string }>(
          `insert into data_rows (id, organisation_id, dataset_id, type, global_key, asset_hash,
             byte_length, media_type, width, height, orientation, text, source_url, metadata)
           select id, $1, $2, type, global_key, asset_hash, byte_length, media_type, width, height,
             orientation, text, source_url, metadata
           from json_to_recordset($3) as row (id uuid, type text, global_key text, asset_hash text,
             byte_length bigint, media_type text, width int, height int, orientation smallint,
             text text, source_url text, metadata jsonb)
           on conflict (dataset_id, global_key) do nothing
           returning type`,
          [organisationId, datasetId, JSON.stringify(rows.map(toColumns))],
        );
        const images = added.filter((row) => row.type === 'image').length;
        await client.query(
          `update datasets set image_count = image_count + $3, text_count = text_count + $4
           where organisation_id = $1 and id = $2`,
          [organisationId, datasetId, images, added.length - images],
        );
        return added.length;
      });
    },

    async recordImport(principal: Principal, datasetId: string, imported: number): Promise<void> {
      await audit.record(database.pool, principal, {
        action: 'dataset:imported',
        subject: datasetId,
        details: { imported },
      });
    },
  };
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
    text: row.text,
    source_url: row.sourceUrl,
    metadata: row.metadata,
  };
}
