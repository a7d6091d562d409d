/** How an infinite query goes from page to page: by the cursor that the page before gave. */
export const byCursor = {
  initialPageParam: undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

/** The cursor of a page; undefined for the first. */
export type Cursor = string | undefined;

/** Of a longer list all pages would be read again each time. */
const mostLivePages = 3;

/** How often a list that may still change is read again, in milliseconds; one that has become long is not. */
export function liveInterval(isLive: boolean, intervalMs: number) {
  return ({ state }: { state: { data?: { pages: unknown[] } | undefined } }): number | false =>
    isLive && (state.data?.pages.length ?? 0) <= mostLivePages && intervalMs;
}
