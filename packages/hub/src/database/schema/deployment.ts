import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** What all processes on this database must have in common: one row, which the first hub makes. */
export const deployment = pgTable('deployment', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  id: uuid('id').notNull(),
  /** Names the key with which secrets are sealed, without giving it away. */
  secretKeyId: text('secret_key_id').notNull(),
  /** The secret of the deployment, sealed: what has to outlive its secret keys is derived from it. */
  sealedSecret: text('sealed_secret'),
  /** Where the hub answers: models fetch images from there, and none may stand there. Empty before it ever has. */
  hubUrl: text('hub_url').notNull(),
  startedAt: moment('started_at').notNull().defaultNow(),
});
