import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, hotOrganisationId, moment, organisationId } from './columns.ts';

/** One revision over many data rows. Its counters stand on its chunks. */
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
    /** A few items to look at before a whole run; previews go first. */
    preview: boolean('preview').notNull().default(false),
    /** Which data rows of the dataset: null, all of them; else as `core/run/run-selection.ts` says. */
    selection: jsonb('selection'),
    /** Whether results of equal items of earlier runs are used again: `reuse/reuse-store.ts` says which are equal. */
    reuseResults: boolean('reuse_results').notNull().default(false),
    state: text('state').notNull(),
    /** Why it failed or is paused, in words. */
    reason: text('reason'),
    /** Who or what paused it: `person`, `endpoint`, `credentials` or `storage`. */
    pauseCause: text('pause_cause'),
    /** Since when the cause of the pause lasts. */
    pausedAt: moment('paused_at'),
    /** When it is next looked at whether the cause of the pause is gone. */
    probeAt: moment('probe_at'),
    probes: integer('probes').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('runs_by_organisation').on(table.organisationId, table.id),
    index('runs_by_model').on(table.modelId, table.id),
    index('runs_paused').on(table.probeAt).where(sql`state = 'paused'`),
  ],
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
    /** How many items the chunk has, and in which states: the numbers of a run are the sums of these. */
    total: integer('total').notNull().default(0),
    pending: integer('pending').notNull(),
    succeeded: integer('succeeded').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    cancelled: integer('cancelled').notNull().default(0),
    ignored: integer('ignored').notNull().default(0),
  },
  (table) => [uniqueIndex('run_chunks_by_run').on(table.runId, table.number)],
);

/*
 * The tables from here on grow by a row or more for each item. They have no foreign keys, which would
 * cost more than the rows themselves, and documents that are only ever read whole are `json`, kept as
 * they were written. See docs/decisions/hot-tables.md.
 */

/** One data row in a run. Ids rise in the order of the dataset, as the ids of its data rows do. */
export const runItems = pgTable(
  'run_items',
  {
    id: uuid('id').primaryKey(),
    organisationId: hotOrganisationId(),
    runId: uuid('run_id').notNull(),
    chunkId: uuid('chunk_id').notNull(),
    dataRowId: uuid('data_row_id').notNull(),
    state: text('state').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    /** How often its worker died while the item was under way. */
    crashes: smallint('crashes').notNull().default(0),
    code: text('code'),
    problem: jsonb('problem'),
    annotationCount: integer('annotation_count'),
    warningCount: integer('warning_count'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    uniqueIndex('run_items_by_data_row').on(table.runId, table.dataRowId),
    index('run_items_by_state').on(table.runId, table.state, table.id),
    index('run_items_by_code').on(table.runId, table.code, table.id).where(sql`code is not null`),
    index('run_items_pending').on(table.chunkId, table.id).where(sql`state = 'pending'`),
  ],
);

/**
 * Which items of a chunk its holder has begun: those of one who died are looked at with care. Not a part of
 * the chunk: to write it there would wait for each save, whose transaction holds the row of the chunk.
 */
export const begunItems = pgTable('begun_items', {
  chunkId: uuid('chunk_id').primaryKey(),
  organisationId: hotOrganisationId(),
  /** All that are pending from the first to the last, by their ids; one alone where they are the same. */
  firstId: uuid('first_id').notNull(),
  lastId: uuid('last_id').notNull(),
});

/** One HTTP request with what came back: the exchange, redacted, for reading and decoding again. */
export const calls = pgTable('calls', {
  id: uuid('id').primaryKey(),
  organisationId: hotOrganisationId(),
  runId: uuid('run_id').notNull(),
  startedAt: moment('started_at').notNull(),
  latencyMs: real('latency_ms').notNull(),
  request: json('request').notNull(),
  /** What was done to the image before it was sent; null for texts. */
  image: json('image'),
  responseStatus: integer('response_status'),
  responseHeaders: json('response_headers'),
  /** The whole body where it is small. */
  responseBody: bytea('response_body'),
  /** Where the body lies in the storage, compressed with zstd, where it is large. */
  responseAsset: text('response_asset'),
  /** How many bytes the body had, where only its beginning was kept; null where it is whole. */
  responseCutFrom: integer('response_cut_from'),
});

/**
 * The attempts of items, each pointing to its calls; what never reached the wire has no call. Most items take
 * one attempt of one call and have no row here: see the view `attempts`, which is what is read.
 */
export const itemAttempts = pgTable(
  'item_attempts',
  {
    organisationId: hotOrganisationId(),
    itemId: uuid('item_id').notNull(),
    number: integer('number').notNull(),
    /** Counted from 1 within the attempt: a video sent frame by frame takes several calls. */
    callNumber: integer('call_number').notNull().default(1),
    /** Index of the frame that was sent, where it was one of a video. */
    frame: integer('frame'),
    callId: uuid('call_id'),
    problem: json('problem'),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.number, table.callNumber] })],
);

/**
 * All attempts of items. Where the first one of an item has no row, it was answered by its only call, which has
 * the id of the item.
 */
export const attempts = pgView('attempts', {
  organisationId: uuid('organisation_id').notNull(),
  itemId: uuid('item_id').notNull(),
  number: integer('number').notNull(),
  callNumber: integer('call_number').notNull(),
  frame: integer('frame'),
  callId: uuid('call_id'),
  problem: json('problem'),
}).as(sql`
  select organisation_id, item_id, number, call_number, frame, call_id, problem from item_attempts
  union all
  select organisation_id, id, 1, 1, null::integer, id, null::json from run_items
  where attempts > 0 and not exists (
    select from item_attempts where item_id = run_items.id and number = 1
  )`);

/** What a model said about one data row. An item has at most one: its key is the last guard. */
export const predictions = pgTable(
  'predictions',
  {
    itemId: uuid('item_id').primaryKey(),
    id: uuid('id').notNull(),
    organisationId: hotOrganisationId(),
    runId: uuid('run_id').notNull(),
    dataRowId: uuid('data_row_id').notNull(),
    /** The revision as which the answer was read: that of the run, or the one it was decoded again with. */
    revisionId: uuid('revision_id').notNull(),
    reportedVersion: text('reported_version'),
    /** `strict` or `lenient`, where the connection lets a user choose. */
    reading: text('reading'),
    /** Tokens, where the server counts them. */
    usage: json('usage'),
    annotations: json('annotations').notNull(),
    warnings: json('warnings').notNull(),
    /** The highest of its annotations, from 0 to 1; -1 where none has one. */
    confidence: real('confidence').notNull().default(-1),
    /** The item whose result was used again, where the model was not asked. */
    reusedFrom: uuid('reused_from'),
    /** The action by which it was decoded again; null where it was read as it came. */
    actionId: uuid('action_id'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [index('predictions_by_confidence').on(table.runId, table.confidence, table.itemId)],
);

/** Which classes a prediction has, with the highest confidence of each: what lists are filtered by. */
export const predictionClasses = pgTable(
  'prediction_classes',
  {
    organisationId: hotOrganisationId(),
    /** Stands for the run and the class: see `runs/class-key.ts`. */
    classKey: bigint('class_key', { mode: 'bigint' }).notNull(),
    /** From 0 to 1; -1 where no annotation of the class has one. */
    confidence: real('confidence').notNull(),
    itemId: uuid('item_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.classKey, table.confidence, table.itemId] })],
);

/**
 * How often each class, warning and failure came in a chunk, and what coordinates look like: those of a
 * run are the sums. Kept by the transactions that save.
 */
export const runTallies = pgTable(
  'run_tallies',
  {
    organisationId: hotOrganisationId(),
    runId: uuid('run_id').notNull(),
    /** What is counted: see `runs/engine/tallies.ts`. */
    subject: text('subject').notNull(),
    chunkId: uuid('chunk_id').notNull(),
    /** The class, the code, or the sign of `core/run/coordinate-counts.ts`; empty where there is none. */
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
      columns: [
        table.runId,
        table.subject,
        table.chunkId,
        table.name,
        table.kind,
        table.unknownClass,
      ],
    }),
  ],
);

/** What each worker is doing for a run just now, written about once a second. */
export const runBeats = pgTable(
  'run_beats',
  {
    runId: uuid('run_id').notNull(),
    workerId: uuid('worker_id').notNull(),
    organisationId: organisationId(),
    inFlight: integer('in_flight').notNull(),
    /** Calls of the last minute by their latency, in the buckets of `core/run/latency-histogram.ts`. */
    latencies: integer('latencies').array().notNull(),
    seenAt: moment('seen_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.workerId] })],
);
