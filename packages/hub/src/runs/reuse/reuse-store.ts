import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { AnswerReading } from '@patchbay/core/prediction/answer-reading.ts';
import { type Database, withTransaction } from '../../database/database.ts';

/** A run that uses results of earlier ones again. */
export interface ReusingRun {
  organisationId: string;
  runId: string;
}

/** Which data rows are looked up, and how their content reaches the model. */
export interface Lookup {
  dataRowIds: readonly string[];
  /** Whether the model fetches images or videos from where they came: then that address counts too. */
  byAddress: boolean;
}

/** Where the result for a data row lies. */
export interface EarlierResult {
  dataRowId: string;
  itemId: string;
  /** Bytes of its documents. */
  bytes: number;
  /** Size of the image or the frames of the data row; null for everything else. */
  size: ImageSize | null;
}

interface FoundRow extends Omit<EarlierResult, 'size'> {
  width: number | null;
  height: number | null;
}

/** What an equal item was found to be. */
export interface StoredResult {
  itemId: string;
  /** The item whose calls brought it: another where the result was used again before. */
  sourceId: string;
  annotations: Annotation[];
  warnings: Warning[];
  reportedVersion: string | null;
  reading: AnswerReading | null;
}

export type ReuseStore = ReturnType<typeof createReuseStore>;

/** Earlier runs that are looked at, newest first, and equal data rows in the dataset of each. */
const mostRuns = 500;
const mostEqualRows = 5;

/**
 * Finds results that can be used again. Nothing is kept for this: the predictions of all runs, whether
 * they reuse or not, are the cache, so that saving costs what it costs without it.
 *
 * Two items are equal where all of these are: the organisation; the revision (and with it the connection,
 * how images are delivered and scaled, which frames are sampled, the ontology, the system prompt); the
 * parameters of the run, whatever the order of their keys; and of the data row its type, the SHA-256 of
 * its content, its turns with the hashes of their images, its attachments, the media type, size,
 * orientation and length that were read of it, and, where the model fetches from where it came, that
 * address. Its global key, metadata and dataset are never sent and do not count; neither do credentials
 * and limits of the model. A prediction that was decoded again as another revision is none of this one.
 * See docs/decisions/result-cache.md.
 */
export function createReuseStore(database: Database) {
  return {
    /**
     * The newest prediction of an equal item for each data row that has one. Every step goes along an
     * index, from a data row to the few equal ones in the dataset of each earlier run and to their items,
     * so that the size of no table matters.
     */
    async find({ organisationId, runId }: ReusingRun, lookup: Lookup): Promise<EarlierResult[]> {
      const values = [organisationId, runId, lookup.dataRowIds, lookup.byAddress];
      const { rows } = await withTransaction(database, async (client) => {
        // PostgreSQL expects far more equal rows than there are, and would compile the statement for them.
        await client.query('set local jit = off');
        return await client.query<FoundRow>(findNewest, values);
      });
      return rows.map(({ width, height, ...found }) => ({
        ...found,
        size: width === null || height === null ? null : { width, height },
      }));
    },

    /** The results of items as they are now; one that is no longer of the revision is left out. */
    async read(
      organisationId: string,
      revisionId: string,
      itemIds: readonly string[],
    ): Promise<Map<string, StoredResult>> {
      const { rows } = await database.pool.query<StoredResult>(
        `select item_id as "itemId", coalesce(reused_from, item_id) as "sourceId", annotations,
           warnings, reported_version as "reportedVersion", reading
         from predictions
         where organisation_id = $1 and revision_id = $2 and item_id = any($3)`,
        [organisationId, revisionId, itemIds],
      );
      return new Map(rows.map((row) => [row.itemId, row]));
    },
  };
}

/** What of a data row decides what a model is given, beside the address from which it came. */
const contentOf = (row: string) =>
  `(${[
    'type',
    'asset_hash',
    'media_type',
    'width',
    'height',
    'orientation',
    'duration_ms',
    'frame_count',
    'turns',
    'attachments',
  ]
    .map((column) => `${row}.${column}`)
    .join(', ')})`;

/* The state is asked for in a form that no index has: that of states holds all that succeeded in a run. */
const findNewest = `
  with earlier as materialized (
    select earlier.id, earlier.dataset_id, earlier.revision_id
    from runs as own join runs as earlier
      on earlier.organisation_id = own.organisation_id and earlier.revision_id = own.revision_id
        and earlier.parameters = own.parameters
    where own.organisation_id = $1 and own.id = $2
    order by earlier.id desc limit ${mostRuns}
  )
  select wanted.id as "dataRowId", wanted.width, wanted.height, newest.item_id as "itemId",
    octet_length(newest.annotations::text) + octet_length(newest.warnings::text) as bytes
  from data_rows as wanted
  cross join lateral (
    select predictions.item_id, predictions.annotations, predictions.warnings
    from earlier
    cross join lateral (
      select wanted.id where wanted.dataset_id = earlier.dataset_id
      union
      select twin.id from (
        select * from data_rows
        where dataset_id = earlier.dataset_id and asset_hash = wanted.asset_hash
        limit ${mostEqualRows}
      ) as twin
      where ${contentOf('twin')} is not distinct from ${contentOf('wanted')}
        and (not $4 or twin.source_url is not distinct from wanted.source_url)
    ) as equal
    join run_items on run_items.run_id = earlier.id and run_items.data_row_id = equal.id
      and (run_items.state = 'succeeded') is true
    join predictions on predictions.item_id = run_items.id
      and predictions.organisation_id = $1 and predictions.revision_id = earlier.revision_id
    order by predictions.created_at desc, predictions.item_id desc limit 1
  ) as newest
  where wanted.organisation_id = $1 and wanted.id = any($3)`;
