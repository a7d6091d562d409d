import { doublePrecision, pgTable } from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** For how long an organisation keeps what it need not keep; without a row, as long as the hub does. */
export const retention = pgTable('retention', {
  organisationId: organisationId().primaryKey(),
  /** Days for which exchanges are kept, never more than the hub's. */
  exchangeDays: doublePrecision('exchange_days').notNull(),
  changedAt: moment('changed_at').notNull().defaultNow(),
});
