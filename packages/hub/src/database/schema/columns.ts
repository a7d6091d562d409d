import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organization } from './auth.ts';

/** To whom a row belongs: every table has it, and every query names it. */
export const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organization.id);

/** A moment in time, whatever the time zone of the session. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** A column of bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
