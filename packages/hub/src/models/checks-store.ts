import type { KeptReport } from '@patchbay/core/api/model-check-routes.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import { and, desc, eq } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { checkReports, modelRevisions } from '../database/schema/models.ts';
import type { ModelRecord } from './model-record.ts';

export type ChecksStore = ReturnType<typeof createChecksStore>;

/** Keeps what checks found: of each revision the last report. */
export function createChecksStore(database: Database, audit: AuditLog) {
  return {
    /** Keeps the report of the revision that was checked, and tells the audit who had its endpoint called. */
    async keep(principal: Principal, model: ModelRecord, report: CheckReport): Promise<void> {
      const { id, name, revision } = model;
      const { depth, passed } = report;
      await withTransaction(database, async (client, orm) => {
        const { organisationId } = principal;
        await orm
          .insert(checkReports)
          .values({ revisionId: revision.id, organisationId, modelId: id, report })
          .onConflictDoUpdate({ target: checkReports.revisionId, set: { report } });
        await audit.record(client, principal, {
          action: 'model:checked',
          subject: id,
          details: { name, depth, passed },
        });
      });
    },

    /** The report of the newest revision that was checked. */
    async findLast(organisationId: string, modelId: string): Promise<KeptReport | null> {
      const [last] = await database.orm
        .select({ revision: modelRevisions.number, report: checkReports.report })
        .from(checkReports)
        .innerJoin(modelRevisions, eq(modelRevisions.id, checkReports.revisionId))
        .where(
          and(eq(checkReports.organisationId, organisationId), eq(checkReports.modelId, modelId)),
        )
        .orderBy(desc(modelRevisions.number))
        .limit(1);
      return last ?? null;
    },
  };
}
