import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { judgeStorageFailure } from '../database/judge-failure.ts';
import { unreadable } from './archive-reader.ts';
import type { BackupInventory } from './backup-format.ts';
import { type BackupTable, copyTarget, listBackupTables } from './backup-tables.ts';

/** A table whose rows are coming. */
interface OpenTable {
  readonly name: string;
  readonly copy: CopyStreamQuery;
  readonly ended: Promise<void>;
  /** Why PostgreSQL takes no more of it. */
  failure: Error | null;
  readonly digest: Hash;
  pieces: number;
}

/** Puts the rows of a backup into its tables, one table after another. */
export async function createTableLoader(client: pg.ClientBase, wanted: readonly BackupTable[]) {
  const tables = await matchTables(client, wanted);
  const loaded = new Map<string, BackupInventory['tables'][number]>();
  let open: OpenTable | null = null;

  function begin(table: BackupTable): OpenTable {
    const copy = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
    ended.catch(() => {}); // looked at when the next piece is written, or at the end
    const digest = createHash('sha256');
    const opened: OpenTable = { name: table.name, copy, ended, failure: null, digest, pieces: 0 };
    copy.once('finish', resolve);
    // It may come twice: when it is broken off, and when the server says so.
    copy.on('error', (error) => {
      opened.failure ??= error;
      reject(error);
      copy.destroy(); // what it still holds would fall over the connection, which it has no more
    });
    return opened;
  }

  async function finish(table: OpenTable): Promise<void> {
    if (!table.failure) table.copy.end();
    await table.ended.catch((cause: Error) => {
      throw explain(table.name, cause);
    });
    const { name, copy, digest } = table;
    loaded.set(name, { name, rows: copy.rowCount ?? 0, sha256: digest.digest('hex') });
  }

  async function openTable(name: string): Promise<OpenTable> {
    if (open?.name === name) return open;
    if (open) await finish(open);
    open = null;
    const table = tables.get(name);
    if (!table || loaded.has(name)) throw unreadable(`rows of ${name} are not expected there`);
    open = begin(table);
    return open;
  }

  return {
    /** Adds a piece of the rows of a table; its pieces come in order, and no other table between them. */
    async add(name: string, number: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
      const table = await openTable(name);
      table.pieces += 1;
      if (number !== table.pieces) throw unreadable(`a piece of ${name} is missing`);
      for await (const chunk of bytes) {
        // What failed has no connection any more, and would fall over a write.
        if (table.failure) throw explain(name, table.failure);
        table.digest.update(chunk);
        if (table.copy.write(chunk)) continue;
        await Promise.race([once(table.copy, 'drain'), table.ended]).catch((cause: Error) => {
          throw explain(name, cause);
        });
      }
    },

    /** Breaks off the rows that are coming, so that the connection can be used again. */
    async abandon(): Promise<void> {
      if (!open || open.failure) return;
      open.copy.destroy(new Error('The restore was broken off.'));
      await open.ended.catch(() => {});
    },

    /** Says what has come. Tables without rows have no pieces. */
    async end(): Promise<BackupInventory['tables']> {
      if (open) await finish(open);
      open = null;
      const empty = createHash('sha256').digest('hex');
      return wanted.map(({ name }) => loaded.get(name) ?? { name, rows: 0, sha256: empty });
    },
  };
}

/** Whether it is the fault of the rows, or of the place into which they were to come. */
function explain(table: string, cause: Error): PatchbayError {
  if (judgeStorageFailure(cause) === 'refused') {
    return unreadable(`PostgreSQL refuses rows of ${table}: ${cause.message}`, cause);
  }
  return new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message: `PostgreSQL failed while rows of ${table} were restored: ${cause.message}. None of them was kept.`,
    cause,
  });
}

/** The tables of the backup as the database has them: what a file says is not written into a statement. */
async function matchTables(
  client: pg.ClientBase,
  wanted: readonly BackupTable[],
): Promise<Map<string, BackupTable>> {
  const known = new Map((await listBackupTables(client)).map((table) => [table.name, table]));
  for (const { name, columns } of wanted) {
    const there = known.get(name);
    const isSame =
      there?.columns.length === columns.length &&
      columns.every((column) => there.columns.includes(column));
    if (!isSame) throw unreadable(`its table ${name} is not one of those of its version`);
  }
  return new Map(wanted.map((table) => [table.name, table]));
}
