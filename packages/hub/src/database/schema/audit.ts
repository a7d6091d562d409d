import type { Json } from '@patchbay/core/json.ts';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** Who changed what and when. Rows are only ever added. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    /** Who did it: `user:<id>`, `key:<id of the API key>`, `operator` for commands on the hub's own machine. */
    actor: text('actor').notNull(),
    /** What people called them at that moment: they may be gone when the entry is read. */
    actorName: text('actor_name').notNull().default(''),
    /** The IP address from which it was asked for; null where it was not asked over the network. */
    address: text('address'),
    /** What was done: `model:registered`, `dataset:created`. */
    action: text('action').notNull(),
    /** To what it was done; null where that has no id, such as a sign-in that was refused. */
    subjectId: uuid('subject_id'),
    /** Facts that help to read the entry. Never a credential. */
    details: jsonb('details').$type<{ [name: string]: Json }>().notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [index('audit_entries_order').on(table.organisationId, table.id)],
);
