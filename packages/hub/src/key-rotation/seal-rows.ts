import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { countSealsByKey, type SealedColumn, sealedColumns } from '../vault/sealed-columns.ts';
import { sealsOf, type Vault } from '../vault/vault.ts';

/** How many seals there are of one key. */
export interface SealCount {
  readonly keyId: string;
  readonly count: number;
}

/** A seal that does not open: it stays as it is. */
export interface UnopenedSeal {
  readonly table: string;
  readonly id: string;
  readonly reason: string;
}

/** Seals that are made anew in one transaction. */
const batchSize = 100;

export async function countSeals({ pool }: Pick<Database, 'pool'>): Promise<SealCount[]> {
  return (await pool.query<SealCount>(countSealsByKey)).rows;
}

/**
 * Makes all seals anew that are not of the key that seals, batch by batch: whenever it ends, each seal is the old one
 * or the new. Rows that are changed meanwhile wait for their batch, and are sealed with the new key by themselves.
 */
export async function resealAll(
  database: Pick<Database, 'pool'>,
  vault: Vault,
  { keyId, onBatch }: { keyId: string; onBatch: (resealed: number) => void },
): Promise<{ resealed: number; unopened: UnopenedSeal[] }> {
  const unopened: UnopenedSeal[] = [];
  let resealed = 0;
  for (const column of sealedColumns) {
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after !== null) {
      const batch = await resealBatch(database, vault, column, { keyId, after });
      after = batch.last;
      resealed += batch.resealed;
      unopened.push(...batch.unopened);
      if (batch.resealed > 0) onBatch(resealed);
    }
  }
  return { resealed, unopened };
}

interface Batch {
  /** The id of its last row; null where there is none left. */
  readonly last: string | null;
  readonly resealed: number;
  readonly unopened: readonly UnopenedSeal[];
}

function resealBatch(
  database: Pick<Database, 'pool'>,
  vault: Vault,
  { table, column, organisationId, context }: SealedColumn,
  { keyId, after }: { keyId: string; after: string },
): Promise<Batch> {
  return withTransaction(database, async (client) => {
    const { rows } = await client.query<{ id: string; organisationId: string; sealed: string }>(
      `select id, ${organisationId} as "organisationId", ${column} as sealed from ${table}
       where ${column} is not null and not starts_with(${column}, $1) and id > $2
       order by id limit ${batchSize} for update`,
      [sealsOf(keyId), after],
    );
    const unopened: UnopenedSeal[] = [];
    for (const row of rows) {
      const text = open(vault, row.sealed, context(row));
      if (typeof text !== 'string') {
        unopened.push({ table, id: row.id, reason: text.message });
        continue;
      }
      const sealed = await vault.sealIn(client, text, context(row));
      await client.query(`update ${table} set ${column} = $1 where id = $2`, [sealed, row.id]);
    }
    return { last: rows.at(-1)?.id ?? null, resealed: rows.length - unopened.length, unopened };
  });
}

/** What is sealed, or the reason why it does not open. */
function open(vault: Vault, sealed: string, context: string): string | PatchbayError {
  try {
    return vault.unseal(sealed, context);
  } catch (error) {
    if (error instanceof PatchbayError) return error;
    throw error;
  }
}
