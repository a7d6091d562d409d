import { and, asc, eq, inArray } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { egressRules } from '../database/schema/egress-rules.ts';

/** A permission as it is kept. */
export type EgressRule = Omit<typeof egressRules.$inferSelect, 'organisationId'>;

export type EgressStore = ReturnType<typeof createEgressStore>;

/** Keeps what the owners of an organisation allow beyond the public internet. */
export function createEgressStore(database: Database, audit: AuditLog) {
  return {
    async list(organisationId: string): Promise<EgressRule[]> {
      return await database.orm
        .select()
        .from(egressRules)
        .where(eq(egressRules.organisationId, organisationId))
        .orderBy(asc(egressRules.entry));
    },

    /** The entries of several organisations at once; one without any is left out. */
    async listEntries(organisationIds: readonly string[]): Promise<Map<string, string[]>> {
      const rows = await database.orm
        .select({ organisationId: egressRules.organisationId, entry: egressRules.entry })
        .from(egressRules)
        .where(inArray(egressRules.organisationId, [...organisationIds]))
        .orderBy(asc(egressRules.entry));
      const entries = new Map<string, string[]>();
      for (const { organisationId, entry } of rows) {
        entries.set(organisationId, [...(entries.get(organisationId) ?? []), entry]);
      }
      return entries;
    },

    /** Null where the organisation allows the same already. */
    async add(
      principal: Principal,
      rule: Pick<EgressRule, 'id' | 'entry' | 'note'>,
    ): Promise<EgressRule | null> {
      const { organisationId, name } = principal;
      return await withTransaction(database, async (client, orm) => {
        const [added] = await orm
          .insert(egressRules)
          .values({ ...rule, organisationId, createdBy: name })
          .onConflictDoNothing()
          .returning();
        if (!added) return null;
        const { id: subject, entry, note } = rule;
        await audit.record(client, principal, {
          action: 'egress-rule:allowed',
          subject,
          details: { entry, note },
        });
        return added;
      });
    },

    /** False where there is no such permission. */
    async remove(principal: Principal, id: string): Promise<boolean> {
      const { organisationId } = principal;
      return await withTransaction(database, async (client, orm) => {
        const [removed] = await orm
          .delete(egressRules)
          .where(and(eq(egressRules.organisationId, organisationId), eq(egressRules.id, id)))
          .returning();
        if (!removed) return false;
        await audit.record(client, principal, {
          action: 'egress-rule:forbidden',
          subject: id,
          details: { entry: removed.entry },
        });
        return true;
      });
    },
  };
}
