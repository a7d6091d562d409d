import type { StorageView } from '@patchbay/core/api/settings-routes.ts';
import type { Database } from '../database/database.ts';

/** Which tables hold what: the rest is small beside them. */
const tables = {
  predictions: ['predictions', 'prediction_classes'],
  exchanges: ['calls'],
  runs: ['run_items', 'item_attempts', 'run_tallies', 'run_chunks'],
};

interface DatasetState {
  readonly id: string;
  readonly state: string;
}

/** What the data rows of one type take in a dataset. */
export interface MeasuredRows extends Readonly<StorageView['dataRows'][number]> {
  readonly datasetId: string;
}

export type StorageStore = ReturnType<typeof createStorageStore>;

/** Measures what the database holds. */
export function createStorageStore(database: Database) {
  async function measureTables(names: readonly string[]): Promise<number> {
    const { rows } = await database.pool.query<{ bytes: number }>(
      'select coalesce(sum(pg_total_relation_size(name::regclass)), 0)::float8 as bytes from unnest($1::text[]) as name',
      [names],
    );
    return rows[0]?.bytes ?? 0;
  }

  return {
    /** Bytes on disk, with indexes, of all organisations: PostgreSQL knows them without counting rows. */
    async measureDatabase(): Promise<StorageView['database']> {
      const [predictions, exchanges, runs, whole] = await Promise.all([
        measureTables(tables.predictions),
        measureTables(tables.exchanges),
        measureTables(tables.runs),
        database.pool.query<{ bytes: number }>(
          'select pg_database_size(current_database())::float8 as bytes',
        ),
      ]);
      const all = whole.rows[0]?.bytes ?? 0;
      const everythingElse = Math.max(0, all - predictions - exchanges - runs);
      return { predictions, exchanges, runs, everythingElse };
    },

    /** The datasets of an organisation, each with what changes when data rows are added to it. */
    async listDatasets(organisationId: string): Promise<DatasetState[]> {
      const { rows } = await database.pool.query<DatasetState>(
        `select id, concat_ws(' ', image_count, text_count, html_count, conversational_count,
           video_count) as state
         from datasets where organisation_id = $1`,
        [organisationId],
      );
      return rows;
    },

    /** Data rows of some datasets and the bytes of their files, by type. */
    async measureDataRows(
      organisationId: string,
      datasetIds: readonly string[],
    ): Promise<MeasuredRows[]> {
      if (datasetIds.length === 0) return [];
      const { rows } = await database.pool.query<MeasuredRows>(
        `select dataset_id as "datasetId", type, count(*)::float8 as count,
           sum(byte_length)::float8 as bytes
         from data_rows where organisation_id = $1 and dataset_id = any($2) group by dataset_id, type`,
        [organisationId, datasetIds],
      );
      return rows;
    },
  };
}
