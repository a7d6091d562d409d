import { isDeepStrictEqual } from 'node:util';
import { createDatabase } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { recountRun } from '@patchbay/hub/runs/testing/recount-run.ts';
import type { CountingModel } from '../counting-model.ts';

/** What the database says of a run, held against the ledger of the model. */
export interface Audit {
  readonly items: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Calls that the model saw beyond the attempts that were stored: what the kills cost. */
  readonly extraCalls: number;
  /** Everything that is not as it must be, in words. Empty: all is well. */
  readonly violations: readonly string[];
}

interface ItemRow {
  text: string;
  state: string;
  code: string | null;
  attempts: number;
  predictions: number;
}

/**
 * Checks a run that has ended, item by item: each is in exactly one final state, each that succeeded has
 * one prediction and was called, none was called more often than its attempts and the kills allow, and
 * the counters are what a recount gives.
 */
export async function auditRun(
  dataFolder: string,
  runId: string,
  model: CountingModel,
  kills: number,
): Promise<Audit> {
  const database = createDatabase(await findRunningServer(dataFolder), { maximumConnections: 1 });
  try {
    const { rows } = await database.pool.query<ItemRow>(
      `select data_rows.text, run_items.state, run_items.code, run_items.attempts,
         (select count(*)::int from predictions where item_id = run_items.id) as predictions
       from run_items join data_rows on data_rows.id = data_row_id where run_id = $1`,
      [runId],
    );
    const { kept, counted } = await recountRun({ database }, runId);
    const violations = rows.flatMap((row) => judge(row, model.calls.get(row.text) ?? 0, kills));
    violations.push(...compareNumbers(kept, counted));
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    return {
      items: rows.length,
      succeeded: count('succeeded'),
      failed: count('failed'),
      extraCalls: rows.reduce(
        (sum, row) => sum + (model.calls.get(row.text) ?? 0) - row.attempts,
        0,
      ),
      violations,
    };
  } finally {
    await database.close();
  }
}

/** The numbers that are not what a recount gives; the order in which they stand says nothing. */
export function compareNumbers(kept: object, counted: object): string[] {
  const others = new Map<string, unknown>(Object.entries(counted));
  return Object.entries(kept)
    .filter(([name, number]) => !isDeepStrictEqual(number, others.get(name)))
    .map(([name, number]) => {
      return `${name}: kept ${JSON.stringify(number)}, recounted ${JSON.stringify(others.get(name))}`;
    });
}

function judge(row: ItemRow, calls: number, kills: number): string[] {
  const found: string[] = [];
  const name = `"${row.text}" (${row.state}${row.code ? ` ${row.code}` : ''})`;
  if (row.state !== 'succeeded' && row.state !== 'failed') found.push(`${name} is not final`);
  if (row.predictions !== (row.state === 'succeeded' ? 1 : 0)) {
    found.push(`${name} has ${row.predictions} predictions`);
  }
  if (calls < row.attempts) found.push(`${name} has ${row.attempts} attempts of ${calls} calls`);
  if (calls > row.attempts + kills) found.push(`${name} was called ${calls} times`);
  return found;
}
