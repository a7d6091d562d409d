import { eq } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { retention } from '../database/schema/retention.ts';

/** For how many days an organisation keeps exchanges. */
export interface ChosenDays {
  readonly organisationId: string;
  readonly exchangeDays: number;
}

export type RetentionStore = ReturnType<typeof createRetentionStore>;

/** Keeps what organisations chose about how long things are kept. */
export function createRetentionStore(database: Database, audit: AuditLog) {
  const { orm } = database;
  return {
    /** Null where the organisation leaves it to the hub. */
    async findDays(organisationId: string): Promise<number | null> {
      const [found] = await orm
        .select({ exchangeDays: retention.exchangeDays })
        .from(retention)
        .where(eq(retention.organisationId, organisationId));
      return found?.exchangeDays ?? null;
    },

    /** What all organisations chose that did: for the hub's own upkeep. */
    async listDays(): Promise<ChosenDays[]> {
      return await orm
        .select({ organisationId: retention.organisationId, exchangeDays: retention.exchangeDays })
        .from(retention);
    },

    async choose(principal: Principal, exchangeDays: number | null): Promise<void> {
      const { organisationId } = principal;
      await withTransaction(database, async (client, own) => {
        if (exchangeDays === null) {
          await own.delete(retention).where(eq(retention.organisationId, organisationId));
        } else {
          const chosen = { exchangeDays, changedAt: new Date() };
          await own
            .insert(retention)
            .values({ organisationId, ...chosen })
            .onConflictDoUpdate({ target: retention.organisationId, set: chosen });
        }
        await audit.record(client, principal, {
          action: 'retention:changed',
          subject: null,
          details: { exchangeDays },
        });
      });
    },
  };
}
