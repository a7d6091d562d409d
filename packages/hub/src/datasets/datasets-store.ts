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
import type { ListedRow } from './data-row.ts';
import { findListedRows, findRows } from './found-rows.ts';
import { findRowPlaces, keyOfRow, listRows } from './listed-rows.ts';
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
      const [dataset] = await orm
        .select()
        .from(datasets)
        .where(and(eq(datasets.organisationId, organisationId), eq(datasets.id, id)));
      return dataset ? toDatasetView(dataset) : null;
    },

    async list(
      organisationId: string,
      query: { cursor?: string; limit: number; name?: string },
    ): Promise<Page<DatasetView>> {
      const after = readCursor(query.cursor);
      const found = await orm
        .select()
        .from(datasets)
        .where(
          and(
            eq(datasets.organisationId, organisationId),
            query.name === undefined ? undefined : eq(datasets.name, query.name),
            after === null ? undefined : gt(datasets.name, after),
          ),
        )
        .orderBy(asc(datasets.name))
        .limit(query.limit + 1);
      return toPage(found.map(toDatasetView), query.limit, (dataset) => dataset.name);
    },

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

function toDatasetView(dataset: typeof datasets.$inferSelect): DatasetView {
  const { id, name, description, createdAt } = dataset;
  return {
    id,
    name,
    description,
    rowCounts: {
      image: dataset.imageCount,
      text: dataset.textCount,
      html: dataset.htmlCount,
      conversational: dataset.conversationalCount,
      video: dataset.videoCount,
    },
    createdAt: createdAt.toISOString(),
  };
}

function nameTaken(name: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_NAME_TAKEN',
    message: `There is already a dataset "${name}".`,
    details: { name },
  });
}
