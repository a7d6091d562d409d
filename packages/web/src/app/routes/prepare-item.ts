import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { uprightUrl } from '../../api/upload.ts';
import type { ItemFilter } from '../../features/runs/item-filter.ts';

/** An item of a run, and the filter of the list in which it stands: its neighbours are those of that list. */
export interface ItemPlace {
  readonly itemId: string;
  readonly filter: ItemFilter;
}

/** The item at a place as a query. */
export function itemQuery({ itemId, filter }: ItemPlace) {
  return api.items.get.queryOptions({ input: { id: itemId, ...filter } });
}

/**
 * Reads an item and has its picture decoded, so that a page shows both at once. Whoever has no more use of it
 * says so by the signal.
 */
export async function prepareItem(
  client: QueryClient,
  place: ItemPlace,
  signal?: AbortSignal,
): Promise<void> {
  const { dataRow } = await client.fetchQuery(itemQuery(place));
  if (signal?.aborted || dataRow.type !== 'image') return;
  const picture = new Image();
  picture.src = uprightUrl(dataRow.id);
  signal?.addEventListener('abort', () => (picture.src = ''));
  await picture.decode();
}
