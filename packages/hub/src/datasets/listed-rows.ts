import type { Database } from '../database/database.ts';
import { excerptCodePoints, type ListedRow } from './data-row.ts';

/** What lists show of data rows: a text is not read beyond its beginning. */
const columns = `id, dataset_id as "datasetId", type, global_key as "globalKey",
  asset_hash as "assetHash", byte_length::float8 as "byteLength", media_type as "mediaType", width, height,
  duration_ms as "durationMs", frame_count as "frameCount", left(text, ${excerptCodePoints}) as text,
  turns, attachments, source_url as "sourceUrl", metadata, created_at as "createdAt"`;

/** The rows of these ids as lists show them, in no certain order. In plain SQL: every page of every list asks. */
export async function findListedRows(
  { pool }: Database,
  organisationId: string,
  ids: readonly string[],
): Promise<ListedRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<ListedRow>(
    `select ${columns} from data_rows where organisation_id = $1 and id = any($2)`,
    [organisationId, ids],
  );
  return rows;
}
