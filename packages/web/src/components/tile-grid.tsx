import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';

/** The grid of tiles of data rows and items. */
export function TileGrid({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 4, lg: 6 }} spacing="sm">
      {children}
    </SimpleGrid>
  );
}
