import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './list-row.module.css';

interface ListRowProps {
  /** What the row is about, where no link in it says so. */
  label?: string;
  children: ReactNode;
}

/** A row of a list; a `CoverLink` in it takes the clicks of the whole row. */
export function ListRow({ label, children }: ListRowProps) {
  return (
    <Paper
      component="article"
      aria-label={label}
      withBorder
      className={classes.row}
      px="md"
      py="sm"
    >
      {children}
    </Paper>
  );
}
