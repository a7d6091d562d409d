import { integer, pgTable, primaryKey, real, uuid } from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** The gates of a model, which all its workers share. All times are those of the database. */
export const modelGates = pgTable('model_gates', {
  modelId: uuid('model_id').primaryKey(),
  organisationId: organisationId(),
  /** The last moment that was given to a call under the limit of the rate. */
  lastCallAt: moment('last_call_at'),
  /** How much later than its moment a call may arrive: the pace of the calls leaves room for it. */
  latenessMs: real('lateness_ms').notNull().default(8),
  /** Until when the model asked everybody to wait. */
  waitUntil: moment('wait_until'),
  /** Calls at once that the model takes just now, over all workers; null: as many as its limit allows. */
  level: real('level'),
  /** When the level was last lowered, so that one moment of overload lowers it once; null while it doubles. */
  loweredAt: moment('lowered_at'),
  /** When the level last grew: it does so once a second, whoever beats. */
  grownAt: moment('grown_at'),
});

/** When the endpoint of a revision last answered any worker: one that answers others is not down. */
export const endpointAnswers = pgTable('endpoint_answers', {
  revisionId: uuid('revision_id').primaryKey(),
  organisationId: organisationId(),
  answeredAt: moment('answered_at').notNull(),
});

/** How many of a model's calls each worker may have under way at once. */
export const modelWorkers = pgTable(
  'model_workers',
  {
    modelId: uuid('model_id').notNull(),
    workerId: uuid('worker_id').notNull(),
    organisationId: organisationId(),
    /** Its share of the model's concurrency. */
    places: integer('places').notNull().default(0),
    inFlight: integer('in_flight').notNull().default(0),
    /** How many calls it would have under way if it could, and how many of them are for previews. */
    wanted: integer('wanted').notNull().default(0),
    previews: integer('previews').notNull().default(0),
    seenAt: moment('seen_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.workerId] })],
);
