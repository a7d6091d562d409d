import type { Json } from '@patchbay/core/json.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from './principal.ts';

/** One change for the audit table. */
export interface AuditEntry {
  /** What was done: `model:registered`, `run:cancelled`. */
  readonly action: string;
  /** Id of the thing to which it was done; null where that has none. */
  readonly subject: string | null;
  /** Facts that help to read the entry. Never a credential. */
  readonly details?: { readonly [name: string]: Json };
}

/** A connection in a transaction: what an entry needs to be written with the change itself. */
interface Transaction {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

export type AuditLog = ReturnType<typeof createAuditLog>;

/** Writes who changed what, in the transaction that changes it: neither is there without the other. */
export function createAuditLog() {
  return {
    async record(
      transaction: Transaction,
      principal: Omit<Principal, 'permissions'>,
      entry: AuditEntry,
    ): Promise<void> {
      await transaction.query(
        `insert into audit_entries (id, organisation_id, actor, actor_name, address, action, subject_id, details)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          createId(),
          principal.organisationId,
          principal.actor,
          principal.name,
          principal.address,
          entry.action,
          entry.subject,
          JSON.stringify(entry.details ?? {}),
        ],
      );
    },
  };
}
