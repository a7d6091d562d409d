import type { OwnApi } from '../http/own-api.ts';
import { answerWritten } from '../http/written-json.ts';
import type { ComparisonService } from './comparison-service.ts';
import type { ItemListService } from './item-list-service.ts';
import type { ItemService } from './item-service.ts';
import { writePredictionPage } from './write-pages.ts';

/**
 * `contract.items`: the items of a run and what became of each. Lists write their answers themselves: a page
 * of a hundred is read often, and to check and copy it took most of its time.
 */
export function createItemRoutes(
  { api, writingApi }: { readonly api: OwnApi; readonly writingApi: OwnApi },
  items: ItemService,
  lists: ItemListService,
  comparisons: ComparisonService,
) {
  return {
    list: writingApi.items.list.handler(async ({ input, context }) =>
      answerWritten(JSON.stringify(await lists.listItems(context.principal.organisationId, input))),
    ),
    listPredictions: writingApi.items.listPredictions.handler(async ({ input, context }) =>
      answerWritten(
        writePredictionPage(await lists.listPredictions(context.principal.organisationId, input)),
      ),
    ),
    listOfDataRow: api.items.listOfDataRow.handler(({ input: { id, ...query }, context }) =>
      items.listOfDataRow(context.principal.organisationId, id, query),
    ),
    compare: api.items.compare.handler(({ input, context }) =>
      comparisons.compare(context.principal.organisationId, input),
    ),
    get: api.items.get.handler(({ input: { id, ...filter }, context }) =>
      items.get(context.principal.organisationId, id, filter),
    ),
  };
}
