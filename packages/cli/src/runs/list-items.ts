import type { ItemFilter } from '@patchbay/core/api/item-filter.ts';
import type { ItemView } from '@patchbay/core/api/item-routes.ts';
import type { HubClient } from '../api/client.ts';
import { listAll } from '../api/list-all.ts';

/** Which items of a run are wanted. */
export type ItemChoice = ItemFilter;

/** The largest page that the hub gives. */
const largestPage = 200;

/** The first items of a run that are like `choice`. `onNote` hears when a search takes its time. */
export async function listItems(
  hub: HubClient,
  choice: ItemChoice & { id: string },
  limit: number,
  onNote: (note: string) => void,
): Promise<ItemView[]> {
  const wanted = { ...choice, limit: Math.min(limit, largestPage) };
  return listAll(async (cursor) => {
    const page = await hub.items.list({ ...wanted, ...cursor });
    if (page.searchNote !== null) onNote(page.searchNote);
    return page;
  }, limit);
}
