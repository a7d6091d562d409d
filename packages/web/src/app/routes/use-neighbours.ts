import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/client.ts';
import type { ItemFilter } from '../../features/runs/item-filter.ts';
import { prepareItem } from './prepare-item.ts';

/** Items that are kept beside the one on the page: some steps back and forth need nothing of the hub. */
const keptItems = 12;

/**
 * Reads the items before and after one, and has their pictures decoded, so that a step shows what is there
 * already. Items that were passed long ago are forgotten: whoever looks at thousands needs no more memory.
 */
export function useNeighbours(item: ItemDetail | undefined, filter: ItemFilter): void {
  const client = useQueryClient();
  const [previousId, nextId] = [item?.previousId, item?.nextId];
  useEffect(() => {
    const page = new AbortController();
    for (const itemId of [nextId, previousId]) {
      // A neighbour that cannot be read, or drawn, says so when it is opened.
      if (itemId) prepareItem(client, { itemId, filter }, page.signal).catch(() => {});
    }
    forgetItems(client);
    return () => page.abort();
  }, [client, previousId, nextId, filter]);
}

/** Forgets the items that were read first, but for those that are on a page or still on their way. */
export function forgetItems(client: QueryClient): void {
  const cache = client.getQueryCache();
  const idle = cache
    .findAll({ queryKey: api.items.get.key(), type: 'inactive', fetchStatus: 'idle' })
    .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt);
  for (const query of idle.slice(keptItems)) cache.remove(query);
}
