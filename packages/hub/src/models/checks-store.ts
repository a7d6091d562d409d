import type { KeptReport } from '@patchbay/core/api/model-check-routes.ts';
import { type CheckReport, readKeptReport } from '@patchbay/core/conformance/check-report.ts';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { checkReports, modelRevisions, models } from '../database/schema/models.ts';
import type { ModelRecord } from './model-record.ts';

export type ChecksStore = ReturnType<typeof createChecksStore>;

/** Keeps what checks found: of each revision the last full report, and the last quick one where there is no full one. */
export function createChecksStore(database: Database, audit: AuditLog) {
  return {
    /**
     * Keeps the report of the revision that was checked, and tells the audit who had its endpoint called. Of a model
     * that was removed meanwhile nothing is kept, and a quick report does not take the place of a full one.
     */
    async keep(principal: Principal, model: ModelRecord, report: CheckReport): Promise<void> {
      const { id, name, revision } = model;
      const { depth, passed } = report;
      await withTransaction(database, async (client, orm) => {
        const { organisationId } = principal;
        const isThere = await orm
          .select({ id: models.id })
          .from(models)
          .where(
            and(
              eq(models.organisationId, organisationId),
              eq(models.id, id),
              isNull(models.removedAt),
            ),
          )
          .for('share');
        if (isThere.length > 0) {
          await orm
            .insert(checkReports)
            .values({ revisionId: revision.id, organisationId, modelId: id, report })
            .onConflictDoUpdate({
              target: checkReports.revisionId,
              set: { report },
              ...(depth === 'quick' && {
                setWhere: sql`${checkReports.report} ->> 'depth' = 'quick'`,
              }),
            });
        }
        await audit.record(client, principal, {
          action: 'model:checked',
          subject: id,
          details: { name, depth, passed },
        });
      });
    },

    /**
     * The report of a revision, or of the newest one that was checked. Findings of rules that are no more are left
     * out; null where the rest cannot be read any more.
     */
    async findLast(
      organisationId: string,
      modelId: string,
      revision?: number,
    ): Promise<KeptReport | null> {
      const [last] = await database.orm
        .select({ revision: modelRevisions.number, report: checkReports.report })
        .from(checkReports)
        .innerJoin(modelRevisions, eq(modelRevisions.id, checkReports.revisionId))
        .where(
          and(
            eq(checkReports.organisationId, organisationId),
            eq(checkReports.modelId, modelId),
            revision === undefined ? undefined : eq(modelRevisions.number, revision),
          ),
        )
        .orderBy(desc(modelRevisions.number))
        .limit(1);
      const report = last && readKeptReport(last.report);
      return report ? { revision: last.revision, report } : null;
    },
  };
}
