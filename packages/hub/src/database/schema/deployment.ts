import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** What all processes on this database must have in common: one row, written by the hub at its start. */
export const deployment = pgTable('deployment', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  id: uuid('id').notNull(),
  /** Names the key with which the hub seals secrets, without giving it away. */
  secretKeyId: text('secret_key_id').notNull(),
  /** Where the hub answers: models fetch images from there, and none may stand there. */
  hubUrl: text('hub_url').notNull(),
  startedAt: moment('started_at').notNull().defaultNow(),
});
