import {
  bigint,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';
import { models } from './models.ts';

/** The calls of a model in one hour, inside of runs and outside. Added to every few seconds by each process. */
export const modelUsage = pgTable(
  'model_usage',
  {
    modelId: uuid('model_id')
      .notNull()
      .references(() => models.id),
    /** The beginning of the hour. */
    hour: moment('hour').notNull(),
    organisationId: organisationId(),
    calls: integer('calls').notNull(),
    failures: integer('failures').notNull(),
    promptTokens: bigint('prompt_tokens', { mode: 'number' }).notNull(),
    completionTokens: bigint('completion_tokens', { mode: 'number' }).notNull(),
    /** How long calls took, all together. */
    modelMs: doublePrecision('model_ms').notNull(),
    /** Calls that were answered, by their latency, in the buckets of `core/run/latency-histogram.ts`. */
    latencies: integer('latencies').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.hour] })],
);

/** How the last calls of a model ended: `core/model/model-health.ts`. */
export const modelHealth = pgTable('model_health', {
  modelId: uuid('model_id')
    .primaryKey()
    .references(() => models.id),
  organisationId: organisationId(),
  /** Share of the recent calls that were answered, each older one for a little less. */
  answeredShare: doublePrecision('answered_share').notNull(),
  failuresInRow: integer('failures_in_row').notNull(),
  answeredAt: moment('answered_at'),
  failedAt: moment('failed_at'),
  failureCode: text('failure_code'),
});
