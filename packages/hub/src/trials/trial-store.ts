import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import type { Database } from '../database/database.ts';

export type TrialStore = ReturnType<typeof createTrialStore>;

/** Tells the audit of trials; there is no other trace of them. */
export function createTrialStore(database: Database, audit: AuditLog) {
  return {
    /** Somebody had an endpoint called that is not registered. A query may hold a key: it is left out. */
    async record(
      principal: Principal,
      { tried, protocol, url }: { tried: string; protocol: string; url: unknown },
    ): Promise<void> {
      const { origin, pathname } = new URL(String(url));
      await audit.record(database.pool, principal, {
        action: 'model:tried',
        subject: null,
        details: { name: `${origin}${pathname}`, tried, protocol },
      });
    },
  };
}
