import type { OwnApi } from '../http/own-api.ts';
import type { ItemListService } from './item-list-service.ts';
import type { ItemService } from './item-service.ts';

/** `contract.items`: the items of a run and what became of each. */
export function createItemRoutes(api: OwnApi, items: ItemService, lists: ItemListService) {
  return {
    list: api.items.list.handler(({ input, context }) =>
      lists.listItems(context.principal.organisationId, input),
    ),
    listPredictions: api.items.listPredictions.handler(({ input, context }) =>
      lists.listPredictions(context.principal.organisationId, input),
    ),
    get: api.items.get.handler(({ input, context }) =>
      items.get(context.principal.organisationId, input.id),
    ),
  };
}
