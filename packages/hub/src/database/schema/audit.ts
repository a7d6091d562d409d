import type { Json } from '@patchbay/core/json.ts';
import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organization } from './auth.ts';

/** Who changed what and when. Rows are only ever added. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid('id').primaryKey(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organization.id),
    /** Who did it: `key:<id of the API key>`. */
    actor: text('actor').notNull(),
    /** What was done: `model.register`, `dataset.import`. */
    action: text('action').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Facts that help to read the entry. Never a credential. */
    details: jsonb('details').$type<{ [name: string]: Json }>().notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('audit_entries_order').on(table.organisationId, table.id)],
);
