import type { DataRowQuery } from '@patchbay/core/api/data-row-filter.ts';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { readCursor, readIdCursor, toPage, writeCursor } from '../database/cursor.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { isUniqueViolation } from '../database/database-error.ts';
import { dataRows, datasets } from '../database/schema/datasets.ts';
import { toPattern } from '../like-pattern.ts';
import type { ListedRow } from './data-row.ts';
import { findListedRows, findRows } from './found-rows.ts';
import { findRowPlaces, keyOfRow, listRows } from './listed-rows.ts';
import { removeDataset } from './removed-rows.ts';
import type { RowScope } from './row-conditions.ts';

export type DatasetsStore = ReturnType<typeof createDatasetsStore>;

/** Keeps datasets and reads their data rows. */
export function createDatasetsStore(database: Database, audit: AuditLog) {
  const { orm } = database;
  const rowsOf = (organisationId: string, datasetId: string) =>
    and(eq(dataRows.organisationId, organisationId), eq(dataRows.datasetId, datasetId));

  return {
    async insert(
      principal: Principal,
      dataset: { id: string; name: string; description: string },
    ): Promise<void> {
      try {
        await withTransaction(database, async (client, transaction) => {
          await transaction
            .insert(datasets)
            .values({ ...dataset, organisationId: principal.organisationId });
          await audit.record(client, principal, {
            action: 'dataset:created',
            subject: dataset.id,
            details: { name: dataset.name },
          });
        });
      } catch (error) {
        throw isUniqueViolation(error, 'datasets_name') ? nameTaken(dataset.name) : error;
      }
    },

    async find(organisationId: string, id: string): Promise<DatasetView | null> {
      const { rows } = await database.pool.query<DatasetRecord>(
        `select ${datasetColumns} from datasets where organisation_id = $1 and id = $2`,
        [organisationId, id],
      );
      return rows[0] ? toDatasetView(rows[0]) : null;
    },

    async list(organisationId: string, query: DatasetListQuery): Promise<Page<DatasetView>> {
      const { name = null, text, order, limit } = query;
      const isByName = order !== 'newest';
      const after = isByName ? readCursor(query.cursor) : readIdCursor(query.cursor);
      const { rows } = await database.pool.query<DatasetRecord>(
        `select ${datasetColumns} from datasets where organisation_id = $1
           and ($2::text is null or name = $2)
           and ($3::text is null or name ilike $3 or description ilike $3)
           and ${isByName ? '($4::text is null or name > $4)' : '($4::uuid is null or id < $4)'}
         order by ${isByName ? 'name' : 'id desc'} limit $5`,
        [organisationId, name, text === undefined ? null : toPattern(text), after, limit + 1],
      );
      return toPage(rows.map(toDatasetView), limit, (dataset) => dataset[isByName ? 'name' : 'id']);
    },

    async change(
      principal: Principal,
      id: string,
      { name, description }: { name?: string; description?: string },
    ): Promise<void> {
      try {
        await withTransaction(database, async (client) => {
          const { rows } = await client.query<{ name: string }>(
            `update datasets set name = coalesce($3, name), description = coalesce($4, description)
             where organisation_id = $1 and id = $2 returning name`,
            [principal.organisationId, id, name, description],
          );
          await audit.record(client, principal, {
            action: 'dataset:changed',
            subject: id,
            details: { ...rows[0] },
          });
        });
      } catch (error) {
        throw isUniqueViolation(error, 'datasets_name') ? nameTaken(name ?? '') : error;
      }
    },

    remove: (principal: Principal, id: string) => removeDataset(database, audit, principal, id),

    async listRows(
      scope: RowScope,
      { cursor, limit, ...query }: DataRowQuery & { cursor?: string; limit: number },
    ): Promise<Page<ListedRow>> {
      const { order } = query;
      const after = order === 'key' ? readCursor(cursor) : readIdCursor(cursor);
      const found = await listRows(database, scope, { ...query, after, limit: limit + 1 });
      return toPage(found, limit, (row) => keyOfRow(order, row));
    },

    async findPlaces(
      scope: RowScope,
      query: DataRowQuery,
      pageSize: number,
    ): Promise<{ total: number; cursors: string[] }> {
      const { total, keys } = await findRowPlaces(database, scope, query, pageSize);
      return { total, cursors: keys.map(writeCursor) };
    },

    /** The rows before and after one in its dataset, in the order of their import. */
    async findNeighbours(
      scope: RowScope,
      id: string,
    ): Promise<{ previousId: string | null; nextId: string | null }> {
      const { organisationId, datasetId } = scope;
      const { rows } = await database.pool.query<{
        previousId: string | null;
        nextId: string | null;
      }>(
        `select
           (select id from data_rows where organisation_id = $1 and dataset_id = $2 and id < $3
            order by id desc limit 1) as "previousId",
           (select id from data_rows where organisation_id = $1 and dataset_id = $2 and id > $3
            order by id limit 1) as "nextId"`,
        [organisationId, datasetId, id],
      );
      return rows[0] ?? { previousId: null, nextId: null };
    },

    async listRowIds(
      organisationId: string,
      datasetId: string,
      query: { after: string | null; limit: number; types: readonly DataRowType[] },
    ): Promise<string[]> {
      const found = await orm
        .select({ id: dataRows.id })
        .from(dataRows)
        .where(
          and(
            rowsOf(organisationId, datasetId),
            inArray(dataRows.type, [...query.types]),
            query.after === null ? undefined : gt(dataRows.id, query.after),
          ),
        )
        .orderBy(asc(dataRows.id))
        .limit(query.limit);
      return found.map((row) => row.id);
    },

    /**
     * Some rows, taken by the hash of their id and the seed: the same on every PostgreSQL. One reading of
     * the index, which takes about a second for a million rows.
     */
    async sampleRowIds(
      organisationId: string,
      datasetId: string,
      query: { count: number; seed: number; types: readonly DataRowType[] },
    ): Promise<string[]> {
      const found = await orm
        .select({ id: dataRows.id })
        .from(dataRows)
        .where(and(rowsOf(organisationId, datasetId), inArray(dataRows.type, [...query.types])))
        .orderBy(sql`md5(${dataRows.id}::text || ${String(query.seed)})`)
        .limit(query.count);
      return found.map((row) => row.id);
    },

    /** Which of the ids are rows of the dataset. */
    async findRowIds(
      organisationId: string,
      datasetId: string,
      ids: readonly string[],
    ): Promise<string[]> {
      const found = await orm
        .select({ id: dataRows.id })
        .from(dataRows)
        .where(and(rowsOf(organisationId, datasetId), inArray(dataRows.id, [...ids])));
      return found.map((row) => row.id);
    },

    /** The rows of these ids as lists show them, in no certain order. */
    findListedRows: (organisationId: string, ids: readonly string[]) =>
      findListedRows(database, organisationId, ids),

    findRows: (organisationId: string, ids: readonly string[]) =>
      findRows(database, organisationId, ids),
  };
}

/** Which datasets are listed, and in which order. */
export interface DatasetListQuery {
  readonly cursor?: string;
  readonly limit: number;
  readonly name?: string;
  readonly text?: string;
  readonly order?: 'name' | 'newest';
}

interface DatasetRecord {
  id: string;
  name: string;
  description: string;
  rowCounts: DatasetView['rowCounts'];
  createdAt: Date;
  lastImportedAt: Date | null;
}

/** The newest row is found at the end of the index of the dataset's rows. */
const datasetColumns = `id, name, description, created_at as "createdAt",
  json_build_object('image', image_count, 'text', text_count, 'html', html_count,
    'conversational', conversational_count, 'video', video_count) as "rowCounts",
  (select created_at from data_rows where organisation_id = datasets.organisation_id
    and dataset_id = datasets.id order by id desc limit 1) as "lastImportedAt"`;

function toDatasetView({ createdAt, lastImportedAt, ...dataset }: DatasetRecord): DatasetView {
  return {
    ...dataset,
    createdAt: createdAt.toISOString(),
    lastImportedAt: lastImportedAt?.toISOString() ?? null,
  };
}

function nameTaken(name: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_NAME_TAKEN',
    message: `There is already a dataset "${name}".`,
    details: { name },
  });
}
