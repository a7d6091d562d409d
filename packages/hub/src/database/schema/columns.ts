import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organization } from './auth.ts';

/** To whom a row belongs: every table has it, and every query names it. */
export const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organization.id);

/** The same on a table that grows by a row or more for each item of a run: without the foreign key. */
export const hotOrganisationId = () => uuid('organisation_id').notNull();

/** A moment in time, whatever the time zone of the session. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** A column of bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
