import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import type { CredentialsSummary } from '@patchbay/core/model/credentials.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** A registered endpoint: what may change without changing the meaning of its answers. */
export const models = pgTable(
  'models',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    readme: text('readme').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    limits: jsonb('limits').$type<Limits>().notNull(),
    /** The credentials as the vault sealed them; null where there are none. */
    sealedCredentials: text('sealed_credentials'),
    credentialsSummary: jsonb('credentials_summary').$type<CredentialsSummary>().notNull(),
    discovery: jsonb('discovery').$type<ModelView['discovery']>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** A removed model keeps its row, because its runs and predictions stay. */
    removedAt: moment('removed_at'),
  },
  (table) => [
    uniqueIndex('models_name')
      .on(table.organisationId, table.name)
      .where(sql`${table.removedAt} is null`),
  ],
);

/** An immutable snapshot of a model's configuration. */
export const modelRevisions = pgTable(
  'model_revisions',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => models.id),
    number: integer('number').notNull(),
    configuration: jsonb('configuration').$type<ModelConfiguration>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('model_revisions_number').on(table.modelId, table.number),
    index('model_revisions_organisation').on(table.organisationId),
  ],
);

/** What the last check of a revision found. */
export const checkReports = pgTable(
  'check_reports',
  {
    revisionId: uuid('revision_id')
      .primaryKey()
      .references(() => modelRevisions.id),
    organisationId: organisationId(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => models.id),
    /** As text: what an endpoint answered may hold characters that jsonb refuses. */
    report: json('report').$type<CheckReport>().notNull(),
  },
  (table) => [index('check_reports_model').on(table.modelId)],
);
