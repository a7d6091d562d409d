import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ItemListStore } from './item-list-store.ts';
import type { ItemPlace } from './item-place.ts';
import type { ItemScope, WantedPlaces } from './item-places.ts';

/** How long a search may take. */
interface SearchTimes {
  /** After this time it ends where it is, with what was found so far. */
  readonly budgetMs: number;
  /** A look into one batch may take so long at most. */
  readonly batchTimeoutMs: number;
}

const timesOfPage: SearchTimes = { budgetMs: 1000, batchTimeoutMs: 5000 };

/** Items that are looked into at once: few first, so that one page of long texts is soon there. */
const smallestBatch = 100;
const largestBatch = 4000;

/** What a search for a page came to. */
interface SearchedItems {
  readonly found: ItemPlace[];
  /** Behind it the search goes on; null where the list has ended. */
  readonly end: ItemPlace | null;
  /** How far it came and how to find more quickly, where its time was over before the page was full. */
  readonly note: string | null;
}

/**
 * Looks into the items of a list one after another until a page is full, the list has ended, or the time
 * for a page is over: whoever asks goes on with the cursor.
 * @throws PatchbayError INPUT_SEARCH_TOO_SLOW where even a small batch takes too long
 */
export async function searchItems(
  lists: Pick<ItemListStore, 'search'>,
  scope: ItemScope,
  wanted: WantedPlaces,
  { budgetMs, batchTimeoutMs }: SearchTimes = timesOfPage,
): Promise<SearchedItems> {
  const { limit } = wanted;
  const startedAt = performance.now();
  const found: ItemPlace[] = [];
  let after = wanted.after;
  let searched = 0;
  for (let size = smallestBatch; ; size = Math.min(size * 2, largestBatch)) {
    const batch = await lists.search(scope, { ...wanted, after, limit: size }, batchTimeoutMs);
    if (batch === null) throw tooSlow(batchTimeoutMs);
    for (const [index, place] of batch.entries()) {
      if (place.isFound) found.push(place);
      const isEnd = index === batch.length - 1 && batch.length < size;
      if (found.length === limit) return { found, end: isEnd ? null : place, note: null };
    }
    if (batch.length < size) return { found, end: null, note: null };
    after = batch.at(-1) ?? after;
    searched += batch.length;
    if (performance.now() - startedAt > budgetMs)
      return { found, end: after, note: tell(searched) };
  }
}

function tell(searched: number): string {
  return `${searched.toLocaleString('en-US')} items were looked into for this page, and there are more: the next page goes on behind them. A search is quicker among the items of a state, a code, a class or a confidence.`;
}

function tooSlow(batchTimeoutMs: number): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_SEARCH_TOO_SLOW',
    message: `The next items of this list took more than ${batchTimeoutMs / 1000} seconds to look into.`,
  });
}
