import type { Json } from '@patchbay/core/json.ts';
import { v7 as createId } from 'uuid';
import * as z from 'zod';
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
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

export type AuditLog = ReturnType<typeof createAuditLog>;

/** Writes who changed what, in the transaction that changes it: neither is there without the other. */
export function createAuditLog() {
  async function record(
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
  }

  return {
    record,

    /** An entry in every organisation, for what is done on the machine of the hub by command. */
    async recordByOperator(transaction: Transaction, entry: AuditEntry): Promise<void> {
      const { rows } = await transaction.query('select id from organization order by id', []);
      for (const { id: organisationId } of organisationsSchema.parse(rows)) {
        const operator = { organisationId, actor: 'operator', name: 'operator', address: null };
        await record(transaction, operator, entry);
      }
    },
  };
}

const organisationsSchema = z.array(z.object({ id: z.string() }));
