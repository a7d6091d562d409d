import { SimpleGrid, Skeleton, Stack } from '@mantine/core';

/** Grey rows in the place of a list that is being read. */
export function LoadingLines({ count = 4, height = 64 }: { count?: number; height?: number }) {
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      {placeholders(count).map((key) => (
        <Skeleton key={key} height={height} radius="md" />
      ))}
    </Stack>
  );
}

/** Grey tiles in the place of a grid that is being read. */
export function LoadingTiles({ count = 12 }: { count?: number }) {
  return (
    <SimpleGrid
      cols={{ base: 2, xs: 3, md: 4, lg: 6 }}
      spacing="sm"
      role="status"
      aria-label="Loading"
    >
      {placeholders(count).map((key) => (
        <Skeleton key={key} height={150} radius="md" />
      ))}
    </SimpleGrid>
  );
}

function placeholders(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `placeholder ${index}`);
}
