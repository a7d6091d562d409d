import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** Addresses beyond the public internet that an owner lets the models of the organisation have. */
export const egressRules = pgTable(
  'egress_rules',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    /** `host`, `ip` or `cidr`, each with `:port` or without, in one spelling. */
    entry: text('entry').notNull(),
    /** Why, in the words of who allowed it. */
    note: text('note').notNull(),
    /** What people called who allowed it, at that moment; the audit says who it was. */
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [unique('egress_rules_entry').on(table.organisationId, table.entry)],
);
