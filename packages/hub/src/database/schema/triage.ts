import type { KeptItems, RunActionKind, RunActionState } from '@patchbay/core/run/run-action.ts';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { hotOrganisationId, moment, organisationId } from './columns.ts';
import { runs } from './runs.ts';

/** What a person had done with many items of a run, and how far it is. Carried out step by step. */
export const runActions = pgTable(
  'run_actions',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    kind: text('kind').$type<RunActionKind>().notNull(),
    state: text('state').$type<RunActionState>().notNull().default('open'),
    /** Why it failed, in words. */
    reason: text('reason'),
    /** Only items that failed with this code; null: whatever their code. */
    code: text('code'),
    /** Only these items; null: all. */
    itemIds: uuid('item_ids').array(),
    /** As which revision answers are decoded again. */
    revisionId: uuid('revision_id'),
    revisionNumber: integer('revision_number'),
    /** Items that were meant when it began. */
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    kept: jsonb('kept').$type<KeptItems>().notNull().default({}),
    /** The last item that it has been through: it goes on behind that, in the order of the dataset. */
    lastItemId: uuid('last_item_id'),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('run_actions_by_run').on(table.runId, table.id),
    index('run_actions_open').on(table.runId).where(sql`state = 'open'`),
  ],
);

/**
 * Files in the storage that no row names: not yet, since the answer in them is still being saved, or
 * not any more. What stays here for long is removed.
 */
export const storageLeftovers = pgTable('storage_leftovers', {
  organisationId: hotOrganisationId(),
  /** Name of the file in the storage. */
  asset: text('asset').primaryKey(),
  createdAt: moment('created_at').notNull().defaultNow(),
});
