import type { Page } from '@patchbay/core/api/page.ts';

/** Reads a list page by page to its end, or until so many things are there. */
export async function listAll<Item>(
  readPage: (query: { cursor?: string }) => Promise<Page<Item>>,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await readPage(cursor === null ? {} : { cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < atMost);
  return items.slice(0, atMost);
}
