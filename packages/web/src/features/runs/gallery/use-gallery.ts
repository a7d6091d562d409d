import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor, liveInterval } from '../../../api/page-queries.ts';
import type { ItemFilter } from '../item-filter.ts';

const pageSize = 48;

/** The items of a run, page by page. */
function itemsQuery(runId: string, filter: ItemFilter) {
  return api.items.list.infiniteOptions({
    input: (cursor: Cursor) => ({
      id: runId,
      ...filter,
      ...(cursor && { cursor }),
      limit: pageSize,
    }),
    ...byCursor,
  });
}

/** Whether items were read a while ago: somebody comes back to them, and wants to be where they were. */
export function useIsGalleryKept(runId: string, filter: ItemFilter): boolean {
  const client = useQueryClient();
  return client.getQueryData(itemsQuery(runId, filter).queryKey) !== undefined;
}

/**
 * The items of a run, page by page, and the predictions of those that succeeded. Both lists are in one order,
 * and so many pages of predictions as there are of items have those of all of them.
 */
export function useGallery(runId: string, filter: ItemFilter, isLive: boolean) {
  const refetchInterval = liveInterval(isLive, 3_000);
  const query = useInfiniteQuery({ ...itemsQuery(runId, filter), refetchInterval });
  const { state, code, ...found } = filter;
  const made = useInfiniteQuery({
    ...api.items.listPredictions.infiniteOptions({
      input: (cursor: Cursor) => ({
        id: runId,
        ...found,
        ...(cursor && { cursor }),
        limit: pageSize,
      }),
      ...byCursor,
      refetchInterval,
    }),
    enabled: code === undefined && (state === undefined || state === 'succeeded'),
  });
  const pages = query.data?.pages.length ?? 0;
  const madePages = made.data?.pages.length ?? 0;
  const { hasNextPage, isFetching, isError, fetchNextPage } = made;
  useEffect(() => {
    // After a failure a person asks again: by itself it would be asked for without end.
    const isReady = hasNextPage && !isFetching && !isError;
    if (madePages > 0 && madePages < pages && isReady) void fetchNextPage();
  }, [madePages, pages, hasNextPage, isFetching, isError, fetchNextPage]);
  const predictions = useMemo(
    () =>
      new Map(made.data?.pages.flatMap(({ items }) => items).map((one) => [one.itemId, one]) ?? []),
    [made.data],
  );
  return { query, predictions, made };
}
