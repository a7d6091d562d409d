import { isShortcut, type KeyWithModifiers } from './command-key.ts';

/** The grid that is moved in: tiles beside each other, rows in view, tiles in all. */
interface Grid {
  readonly columns: number;
  readonly lines: number;
  readonly count: number;
}

/** Where a key leads from a tile; null where it leads nowhere, or is a shortcut of the browser. */
export function moveByKey(
  event: KeyWithModifiers,
  from: number,
  { columns, lines, count }: Grid,
): number | null {
  const steps: { readonly [key: string]: number } = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * lines,
    PageDown: columns * lines,
    Home: -from,
    End: count - 1 - from,
  };
  const { key } = event;
  const step = isShortcut(event) ? undefined : steps[key];
  if (step === undefined || count === 0) return null;
  const to = from + step;
  if (to >= 0 && to < count) return to;
  // A page may end with the list; an arrow does not leave the row or the column.
  if (key === 'PageUp') return 0;
  return key === 'PageDown' ? count - 1 : null;
}
