import type { Copy } from '@patchbay/hub/database/copy/copy-table.ts';
import { runScript } from '@patchbay/hub/database/copy/run-script.ts';
import { withConnection } from '@patchbay/hub/database/database.ts';
import type { BenchHub } from '../hub/open-hub.ts';

const tables = ['predictions', 'prediction_classes', 'calls', 'item_attempts'];

/** Tables of the same shape: the same columns and the same indexes. */
export async function createTwins({ database }: BenchHub): Promise<void> {
  for (const table of tables) {
    await database.pool.query(`create table twin_${table} (like ${table} including all)`);
  }
}

/** Copies data that was written before into the twins, all in one transaction: nothing is checked or counted. */
export async function copyBare({ database }: BenchHub, copies: readonly Copy[]): Promise<void> {
  const renamed = copies.map(({ statement, data }) => ({
    statement: statement.replace('copy ', 'copy twin_'),
    data,
  }));
  await withConnection(database, (client) => runScript(client, ['begin', ...renamed, 'commit']));
}
