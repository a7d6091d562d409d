import type pg from 'pg';

/** A table as a backup holds it. */
export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * What a backup leaves out: what only counts for processes that run just now, what is made anew when it is
 * wanted, and which migrations there were, which the restored tables know by themselves. Jobs lie in a schema of
 * the queue's own: the hub gives work to runs that have none.
 */
const leftOut = [
  'schema_migrations',
  'begun_items',
  'run_beats',
  'model_gates',
  'model_workers',
  'endpoint_answers',
  'storage_leftovers',
  'video_frames',
];

/** Lists the tables of a backup: each behind all that it refers to, so that rows can be put in one after another. */
export async function listBackupTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
     group by c.relname order by c.relname`,
    [leftOut],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select conrelid::regclass::text as "from", confrelid::regclass::text as "to"
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
       and conrelid <> confrelid`,
  );
  return putInOrder(tables, references);
}

/** Tables of which none refers to one that comes later. */
function putInOrder(
  tables: readonly BackupTable[],
  references: readonly { from: string; to: string }[],
): BackupTable[] {
  const ordered: BackupTable[] = [];
  const rest = new Map(tables.map((table) => [table.name, table]));
  while (rest.size > 0) {
    const isFree = ({ name }: BackupTable) =>
      references.every(({ from, to }) => unquote(from) !== name || !rest.has(unquote(to)));
    const free = [...rest.values()].filter(isFree);
    if (free.length === 0) throw new Error('The tables refer to each other in a circle.');
    for (const table of free) {
      ordered.push(table);
      rest.delete(table.name);
    }
  }
  return ordered;
}

/** `"user"`, as PostgreSQL writes the names of tables that are words of its own, without the quotes. */
function unquote(name: string): string {
  return name.replace(/^"(.*)"$/, '$1');
}

/** A table with its columns, as they stand in a COPY. */
export function copyTarget({ name, columns }: BackupTable): string {
  return `public.${quote(name)} (${columns.map(quote).join(', ')})`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
