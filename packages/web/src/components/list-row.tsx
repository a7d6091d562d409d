import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './list-row.module.css';

/** A row of a list; a `CoverLink` in it takes the clicks of the whole row. */
export function ListRow({ children }: { children: ReactNode }) {
  return (
    <Paper component="article" withBorder className={classes.row} px="md" py="sm">
      {children}
    </Paper>
  );
}
