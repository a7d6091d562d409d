import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, moment, organisationId } from './columns.ts';

/** One revision over many data rows. The counters are kept by the transactions that save. */
export const runs = pgTable(
  'runs',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    name: text('name').notNull(),
    modelId: uuid('model_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    datasetId: uuid('dataset_id').notNull(),
    /** Names as they were at the start: a run outlives its model and its dataset. */
    modelName: text('model_name').notNull(),
    revisionNumber: integer('revision_number').notNull(),
    protocol: text('protocol').notNull(),
    datasetName: text('dataset_name').notNull(),
    parameters: jsonb('parameters').notNull(),
    state: text('state').notNull(),
    reason: text('reason'),
    total: integer('total').notNull().default(0),
    succeeded: integer('succeeded').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    cancelled: integer('cancelled').notNull().default(0),
    ignored: integer('ignored').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [index('runs_by_organisation').on(table.organisationId, table.id)],
);

/** A share of a run's items that one job works on. */
export const runChunks = pgTable(
  'run_chunks',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    number: integer('number').notNull(),
    /** Items of the chunk that are still pending: lets the sweeper find unfinished chunks cheaply. */
    pending: integer('pending').notNull(),
  },
  (table) => [
    uniqueIndex('run_chunks_by_run').on(table.runId, table.number),
    index('run_chunks_unfinished').on(table.runId).where(sql`pending > 0`),
  ],
);

/** One data row in a run. Ids rise in the order of the dataset. */
export const runItems = pgTable(
  'run_items',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    chunkId: uuid('chunk_id')
      .notNull()
      .references(() => runChunks.id),
    dataRowId: uuid('data_row_id').notNull(),
    state: text('state').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    code: text('code'),
    problem: jsonb('problem'),
    annotationCount: integer('annotation_count'),
    warningCount: integer('warning_count'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    uniqueIndex('run_items_by_data_row').on(table.runId, table.dataRowId),
    index('run_items_in_order').on(table.runId, table.id),
    index('run_items_by_state').on(table.runId, table.state, table.id),
    index('run_items_by_code').on(table.runId, table.code, table.id).where(sql`code is not null`),
    index('run_items_pending').on(table.chunkId, table.id).where(sql`state = 'pending'`),
  ],
);

/** One HTTP request with what came back: the exchange, redacted, for reading and decoding again. */
export const calls = pgTable(
  'calls',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    startedAt: moment('started_at').notNull(),
    latencyMs: real('latency_ms').notNull(),
    request: jsonb('request').notNull(),
    /** What was done to the image before it was sent; null for texts. */
    image: jsonb('image'),
    responseStatus: integer('response_status'),
    responseHeaders: jsonb('response_headers'),
    /** The whole body where it is small. */
    responseBody: bytea('response_body'),
    /** Where the body lies in the storage, compressed with zstd, where it is large. */
    responseAsset: text('response_asset'),
  },
  (table) => [index('calls_by_run').on(table.runId)],
);

/** The attempts of an item, each pointing to its calls. What never reached the wire has no call. */
export const itemAttempts = pgTable(
  'item_attempts',
  {
    organisationId: organisationId(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => runItems.id),
    number: integer('number').notNull(),
    /** Counted from 1 within the attempt: a video sent frame by frame takes several calls. */
    callNumber: integer('call_number').notNull().default(1),
    /** Index of the frame that was sent, where it was one of a video. */
    frame: integer('frame'),
    callId: uuid('call_id').references(() => calls.id),
    problem: jsonb('problem'),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.number, table.callNumber] })],
);

/** What a model said about one data row. An item has at most one: the unique index is the last guard. */
export const predictions = pgTable(
  'predictions',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => runItems.id),
    dataRowId: uuid('data_row_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    reportedVersion: text('reported_version'),
    /** `strict` or `lenient`, where the connection lets a user choose. */
    reading: text('reading'),
    /** Tokens, where the server counts them. */
    usage: jsonb('usage'),
    annotations: jsonb('annotations').notNull(),
    warnings: jsonb('warnings').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('predictions_by_item').on(table.itemId),
    index('predictions_by_run').on(table.runId, table.itemId),
    index('predictions_by_data_row').on(table.dataRowId),
  ],
);

/** How often each class, warning and failure came in a run, and what coordinates look like. Kept by the transactions that save. */
export const runTallies = pgTable(
  'run_tallies',
  {
    organisationId: organisationId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    /** `class`, `warning`, `failure` or `coordinates`. */
    subject: text('subject').notNull(),
    /** The class, the code, or the sign of `core/run/coordinate-counts.ts`. */
    name: text('name').notNull(),
    /** Kind of the annotations of a class; empty for all else. */
    kind: text('kind').notNull().default(''),
    unknownClass: boolean('unknown_class').notNull().default(false),
    count: integer('count').notNull(),
    /** The message of one of them. */
    sample: text('sample'),
  },
  (table) => [
    primaryKey({
      columns: [table.runId, table.subject, table.name, table.kind, table.unknownClass],
    }),
  ],
);

/** When the next call to a model may be sent: the rate limit that all workers share. */
export const modelGates = pgTable('model_gates', {
  modelId: uuid('model_id').primaryKey(),
  organisationId: organisationId(),
  nextCallAt: moment('next_call_at').notNull(),
});
