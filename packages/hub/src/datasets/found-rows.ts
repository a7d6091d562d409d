import type { Database } from '../database/database.ts';
import { type DataRow, excerptCodePoints, type ListedRow } from './data-row.ts';

/** What of a row is the same wherever it is read. */
const columns = `id, dataset_id as "datasetId", type, global_key as "globalKey",
  asset_hash as "assetHash", byte_length::float8 as "byteLength", media_type as "mediaType", width, height,
  duration_ms as "durationMs", frame_count as "frameCount",
  turns, attachments, source_url as "sourceUrl", metadata, created_at as "createdAt"`;

/** The columns of a row as lists show it. */
export const listedColumns = `${columns}, left(text, ${excerptCodePoints}) as text`;

/** The rows of these ids as lists show them, in no certain order: a text is not read beyond its beginning. */
export async function findListedRows(
  database: Database,
  organisationId: string,
  ids: readonly string[],
): Promise<ListedRow[]> {
  const wanted = { name: 'listed data rows', selected: listedColumns };
  return await find(database, wanted, organisationId, ids);
}

/** All of the rows of these ids, in no certain order. */
export async function findRows(
  database: Database,
  organisationId: string,
  ids: readonly string[],
): Promise<DataRow[]> {
  const whole = 'organisation_id as "organisationId", orientation, text';
  const wanted = { name: 'whole data rows', selected: `${columns}, ${whole}` };
  return await find(database, wanted, organisationId, ids);
}

/**
 * In plain SQL: every page of every list asks, and a worker for all that it sends. By its name a connection
 * knows the statement from the last time: to read and to plan it anew costs as much as to find 64 rows. One
 * parameter for all ids: a list of many is slow to plan.
 */
async function find<Row extends ListedRow>(
  { pool }: Database,
  { name, selected }: { name: string; selected: string },
  organisationId: string,
  ids: readonly string[],
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const text = `select ${selected} from data_rows where organisation_id = $1 and id = any($2)`;
  const { rows } = await pool.query<Row>({ name, text, values: [organisationId, ids] });
  return rows;
}
