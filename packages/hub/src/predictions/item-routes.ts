import type { OwnApi } from '../http/own-api.ts';
import type { ItemService } from './item-service.ts';

/** `contract.items`: the items of a run and what became of each. */
export function createItemRoutes(api: OwnApi, items: ItemService) {
  return {
    list: api.items.list.handler(({ input, context }) =>
      items.list(context.principal.organisationId, input),
    ),
    get: api.items.get.handler(({ input, context }) =>
      items.get(context.principal.organisationId, input.id),
    ),
  };
}
