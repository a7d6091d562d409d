import type { Json } from '@patchbay/core/json.ts';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** Who changed what and when. Rows are only ever added. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    /** Who did it: `key:<id of the API key>`. */
    actor: text('actor').notNull(),
    /** What was done: `model.register`, `dataset.import`. */
    action: text('action').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Facts that help to read the entry. Never a credential. */
    details: jsonb('details').$type<{ [name: string]: Json }>().notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [index('audit_entries_order').on(table.organisationId, table.id)],
);
