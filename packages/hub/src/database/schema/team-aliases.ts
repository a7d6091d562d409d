import { integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { organisationId } from './columns.ts';

/** The number by which clients that know teams by numbers know an organisation (DESIGN law 12). */
export const teamAliases = pgTable(
  'team_aliases',
  {
    organisationId: organisationId().primaryKey(),
    number: integer('number').notNull().generatedAlwaysAsIdentity(),
  },
  (table) => [uniqueIndex('team_aliases_number').on(table.number)],
);
