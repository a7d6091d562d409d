import type { DataRowOrder, DataRowQuery } from '@patchbay/core/api/data-row-filter.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Database, withTransaction } from '../database/database.ts';
import type { ListedRow } from './data-row.ts';
import { listedColumns } from './found-rows.ts';
import { type Bind, type RowScope, writeConditions } from './row-conditions.ts';

/** A list that has to look into every row may take so long. */
const timeoutMs = 15_000;

/** The columns by which lists go; both have an index of the dataset. */
const keyColumns: { readonly [Order in DataRowOrder]: string } = {
  import: 'id',
  key: 'global_key',
};

/** The key of a row in lists of an order. */
export function keyOfRow(order: DataRowOrder, row: Pick<ListedRow, 'id' | 'globalKey'>): string {
  return order === 'key' ? row.globalKey : row.id;
}

/** At most `limit` rows behind the key `after`, read by the index of the order. */
export async function listRows(
  database: Database,
  scope: RowScope,
  { after, limit, ...query }: DataRowQuery & { after: string | null; limit: number },
): Promise<ListedRow[]> {
  const key = keyColumns[query.order];
  return await read<ListedRow>(database, (bind) => {
    const conditions = writeConditions(bind, scope, query);
    if (after !== null) conditions.push(`${key} > ${bind(after)}`);
    return `select ${listedColumns} from data_rows
      where ${conditions.join(' and ')} order by ${key} limit ${bind(limit)}`;
  });
}

/** How many rows a list has, and the keys behind which its pages begin, but for the first. */
export async function findRowPlaces(
  database: Database,
  scope: RowScope,
  query: DataRowQuery,
  pageSize: number,
): Promise<{ total: number; keys: string[] }> {
  const key = keyColumns[query.order];
  // One reading of the index: every so many-th row, and the last, whose number says how many there are.
  const rows = await read<{ key: string; number: number; isLast: boolean }>(
    database,
    (bind) => `select key::text, number::int, is_last as "isLast" from (
      select ${key} as key, row_number() over (order by ${key}) as number,
        lead(${key}) over (order by ${key}) is null as is_last
      from data_rows where ${writeConditions(bind, scope, query).join(' and ')}
    ) as row where is_last or number % ${bind(pageSize)}::int = 0 order by number`,
    { isWhole: query.order === 'key' },
  );
  return {
    total: rows.at(-1)?.number ?? 0,
    keys: rows.filter(({ isLast }) => !isLast).map((row) => row.key),
  };
}

/** @throws PatchbayError INPUT_SEARCH_TOO_SLOW */
async function read<Row extends object>(
  database: Database,
  write: (bind: Bind) => string,
  { isWhole } = { isWhole: false },
): Promise<Row[]> {
  const values: unknown[] = [];
  const text = write((value) => `$${values.push(value)}`);
  try {
    return await withTransaction(database, async (client) => {
      await client.query(`set local statement_timeout = ${timeoutMs}`);
      // To look up every row by the order of its key reads a million of them here and there: sorting is quicker.
      if (isWhole) await client.query('set local enable_indexscan = off');
      return (await client.query<Row>(text, values)).rows;
    });
  } catch (error) {
    throw isTimeout(error) ? tooSlow() : error;
  }
}

/** SQLSTATE `query_canceled`. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

function tooSlow(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_SEARCH_TOO_SLOW',
    message: `The data rows of this list took more than ${timeoutMs / 1000} seconds to look into.`,
  });
}
