import { Box, Table, type TableProps } from '@mantine/core';

interface ScrollingTableProps extends TableProps {
  /** What the table is called. */
  label: string;
  /** Narrower it does not become: it scrolls sideways, by touch and by the keyboard. */
  minWidth: number;
}

/** A table that may be wider than the page: it scrolls in its place. */
export function ScrollingTable({ label, minWidth, ...table }: ScrollingTableProps) {
  return (
    <Box role="group" aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
      <Table aria-label={label} miw={minWidth} {...table} />
    </Box>
  );
}
