import type { Output } from './terminal.ts';

/** One column of a table: its heading and what it shows of a row. */
export interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => string;
  /** Numbers stand to the right. */
  readonly align?: 'left' | 'right';
}

/** Prints rows under headings, each column as wide as its widest value. */
export function printTable<Row>(
  out: Output,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  const body = rows.map((row) => columns.map((column) => column.value(row)));
  const widths = columns.map((column, index) =>
    Math.max(column.heading.length, ...body.map((values) => values[index]?.length ?? 0)),
  );
  const layOut = (values: readonly string[]) =>
    values
      .map((value, index) =>
        columns[index]?.align === 'right'
          ? value.padStart(widths[index] ?? 0)
          : value.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  out.line(out.paint('dim', layOut(columns.map((column) => column.heading))));
  for (const values of body) out.line(layOut(values));
}
