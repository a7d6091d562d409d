import { Box, Skeleton, Stack } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import type { Page } from '@patchbay/core/api/page.ts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { FailureNotice } from './failure-notice.tsx';
import { LoadingLines } from './loading-lines.tsx';

interface PagedListProps<Item> {
  query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  empty: ReactNode;
  loading?: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** A list that reads its next page when its end comes into view, with its empty and failed states. */
export function PagedList<Item>({ query, empty, loading, children }: PagedListProps<Item>) {
  const failure = query.error && (
    <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
  );
  if (!query.data) return failure ?? loading ?? <LoadingLines />;
  const items = query.data.pages.flatMap((page) => page.items);
  return (
    <Stack gap="sm">
      {failure}
      {items.length > 0 ? children(items) : empty}
      {query.hasNextPage && !query.error && (
        // Anew for each page: one that brought nothing leaves the end in view, and the next is wanted.
        <NextPage key={query.data.pages.length} onSeen={() => void query.fetchNextPage()} />
      )}
    </Stack>
  );
}

/** The end of what has been read so far: coming into view, it asks for more. */
function NextPage({ onSeen }: { onSeen: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const isSeen = entry?.isIntersecting ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once each time it comes into view
  useEffect(() => {
    if (isSeen) onSeen();
  }, [isSeen]);
  return (
    <Box ref={ref} role="status" aria-label="Loading more">
      <Skeleton height={64} radius="md" />
    </Box>
  );
}
