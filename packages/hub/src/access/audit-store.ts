import {
  type AuditEntryView,
  type AuditFilter,
  auditEntryViewSchema,
} from '@patchbay/core/api/audit-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { and, asc, desc, eq, gt, gte, lt, or, sql } from 'drizzle-orm';
import { readIdCursor, toPage } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { auditEntries } from '../database/schema/audit.ts';
import type { AuditEntry, AuditLog } from './audit.ts';
import type { Principal } from './principal.ts';

export type AuditStore = ReturnType<typeof createAuditStore>;

/** Reads who changed what. Entries are only ever added, and kept for good. */
export function createAuditStore(database: Database, audit: AuditLog) {
  const { orm } = database;

  return {
    /** Newest first. */
    async list(
      organisationId: string,
      { cursor, limit, ...filter }: AuditFilter & { cursor?: string; limit: number },
    ): Promise<Page<AuditEntryView>> {
      const before = readIdCursor(cursor);
      const rows = await orm
        .select()
        .from(auditEntries)
        .where(
          and(
            matches(organisationId, filter),
            before === null ? undefined : lt(auditEntries.id, before),
          ),
        )
        .orderBy(desc(auditEntries.id))
        .limit(limit + 1);
      return toPage(rows.map(toView), limit, ({ id }) => id);
    },

    /** The next entries after one of them, oldest first. */
    async readBatch(
      organisationId: string,
      filter: AuditFilter,
      { after, limit }: { after: string | null; limit: number },
    ): Promise<AuditEntryView[]> {
      const rows = await orm
        .select()
        .from(auditEntries)
        .where(
          and(
            matches(organisationId, filter),
            after === null ? undefined : gt(auditEntries.id, after),
          ),
        )
        .orderBy(asc(auditEntries.id))
        .limit(limit);
      return rows.map(toView);
    },

    /** Writes an entry for what changes nothing else in the database. */
    record: (principal: Principal, entry: AuditEntry): Promise<void> =>
      audit.record(database.pool, principal, entry),
  };
}

function matches(organisationId: string, { actor, action, from, to }: AuditFilter) {
  const { organisationId: of, actor: by, action: what, at } = auditEntries;
  return and(
    eq(of, organisationId),
    actor === undefined ? undefined : eq(by, actor),
    action === undefined
      ? undefined
      : or(eq(what, action), sql`starts_with(${what}, ${`${action}:`})`),
    from === undefined ? undefined : gte(at, new Date(from)),
    to === undefined ? undefined : lt(at, new Date(to)),
  );
}

function toView(row: typeof auditEntries.$inferSelect): AuditEntryView {
  const [kind, id = null] = row.actor.split(':');
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: {
      kind: auditEntryViewSchema.shape.actor.shape.kind.parse(kind),
      id,
      name: row.actorName,
    },
    action: row.action,
    subjectId: row.subjectId,
    details: row.details,
    address: row.address,
  };
}
