import { useThrottledValue } from '@mantine/hooks';
import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../../api/client.ts';
import { isNarrowed, type RowSearch, toQuery } from './row-search.ts';

/** As the API divides a list whose places it tells. */
const pageSize = 100;

/** Pages out of view are forgotten after this time, so that memory does not grow with scrolling. */
const keptMs = 30_000;

/** While the bar is dragged, pages are asked for so often at most. */
const askEveryMs = 120;

/** The rows in view, by their number in the list. */
export interface GalleryRows {
  /** How many rows the list has, as far as is known by now; null while nothing is. */
  readonly total: number | null;
  /** Null while it is being read. */
  rowAt(number: number): DataRowView | null;
  readonly error: Error | null;
  retry(): void;
}

/**
 * Reads the pages of a list that are in view. The first is there at once; where the others begin is told by
 * the places, which for a million rows take a second.
 */
export function useGalleryRows(
  dataset: { readonly id: string; readonly rowCount: number },
  search: RowSearch,
  view: { readonly first: number; readonly last: number },
): GalleryRows {
  const input = { id: dataset.id, ...toQuery(search) };
  const places = useQuery(
    api.datasets.findPlaces.queryOptions({ input, staleTime: 60_000, retry: false }),
  );
  const range = useThrottledValue(`${pageOf(view.first)}-${pageOf(view.last - 1)}`, askEveryMs);
  const wanted = useMemo(() => listPages(range), [range]);
  const cursors = places.data?.cursors;
  const pages = useQueries({
    queries: wanted.map((page) => {
      const cursor = page === 0 ? undefined : cursors?.[page - 1];
      return api.datasets.listDataRows.queryOptions({
        input: { ...input, limit: pageSize, ...(cursor && { cursor }) },
        enabled: page === 0 || cursor !== undefined,
        staleTime: 60_000,
        gcTime: keptMs,
        placeholderData: page === 0 ? keepPreviousData : undefined,
      });
    }),
  });
  const first = pages[wanted.indexOf(0)]?.data;
  const known = isNarrowed(search) ? null : dataset.rowCount;
  const failed = [places, ...pages].find((query) => query.error);
  return {
    total: places.data?.total ?? known ?? first?.items.length ?? null,
    rowAt(number) {
      const page = pages[wanted.indexOf(pageOf(number))];
      return page?.data?.items[number % pageSize] ?? null;
    },
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

function pageOf(number: number): number {
  return Math.max(0, Math.floor(number / pageSize));
}

function listPages(range: string): number[] {
  const [first = 0, last = 0] = range.split('-').map(Number);
  const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  // The first page says what there is while the places are not known.
  return pages.includes(0) ? pages : [0, ...pages];
}
