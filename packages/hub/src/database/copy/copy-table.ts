import { createCopyBuffer } from './copy-buffer.ts';
import type { CopyType } from './copy-types.ts';

/** A COPY that is ready to be sent: its statement, and its data as one message. */
export interface Copy {
  readonly statement: string;
  readonly data: Buffer;
}

type Row<Columns> = {
  readonly [Name in keyof Columns]: Columns[Name] extends CopyType<infer Value>
    ? Value | null
    : never;
};

// biome-ignore lint/suspicious/noExplicitAny: a type of any value; `Row` finds out which.
type AnyColumns = { readonly [name: string]: CopyType<any> };

/** A buffer is not made larger than this, in bytes, before it is needed: the last rows may have been huge. */
const mostGuessed = 4 * 1024 * 1024;

/**
 * Describes the columns of a table as COPY writes them, in the order given. Columns that are left out
 * take their default. The function that comes back makes a COPY of rows; null where there are none.
 */
export function defineCopy<Columns extends AnyColumns>(table: string, columns: Columns) {
  const names = Object.keys(columns);
  const types = Object.entries(columns);
  const statement = `copy ${table} (${names.join(', ')}) from stdin (format binary)`;

  /** As the last ones were, and a little more: a buffer that has to grow is copied. */
  let bytesPerRow = 256;

  return (rows: readonly Row<Columns>[]): Copy | null => {
    if (rows.length === 0) return null;
    const buffer = createCopyBuffer(Math.min(mostGuessed, 4096 + rows.length * bytesPerRow));
    for (const row of rows) {
      buffer.row(types.length);
      for (const [name, write] of types) {
        const value = row[name];
        if (value === null) buffer.missing();
        else write(buffer, value);
      }
    }
    const data = buffer.finish();
    bytesPerRow = Math.ceil((1.1 * data.length) / rows.length);
    return { statement, data };
  };
}
