/** How an infinite query goes from page to page: by the cursor that the page before gave. */
export const byCursor = {
  initialPageParam: undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

/** The cursor of a page; undefined for the first. */
export type Cursor = string | undefined;
