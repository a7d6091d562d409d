import type { PromptContent } from '@patchbay/core/api/saved-prompt-routes.ts';
import { jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** What was asked in the sandbox and is to be asked again. */
export const savedPrompts = pgTable(
  'saved_prompts',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    name: text('name').notNull(),
    /** Turns with their images, and which models they are for. A model of it may be gone. */
    content: jsonb('content').$type<PromptContent>().notNull(),
    /** What people called who saved it, and who changed it last, at that moment. */
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    changedBy: text('changed_by').notNull(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('saved_prompts_name').on(table.organisationId, table.name)],
);
