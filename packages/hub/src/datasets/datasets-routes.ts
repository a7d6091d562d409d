import type { OwnApi } from '../http/own-api.ts';
import type { DatasetsService } from './datasets-service.ts';

/** `contract.datasets`. Uploads and files are in `import-routes.ts` and `asset-routes.ts`. */
export function createDatasetsRoutes(api: OwnApi, datasets: DatasetsService) {
  return {
    list: api.datasets.list.handler(({ input, context }) =>
      datasets.list(context.principal.organisationId, input),
    ),
    create: api.datasets.create.handler(({ input, context }) =>
      datasets.create(context.principal, input),
    ),
    get: api.datasets.get.handler(({ input, context }) =>
      datasets.getDataset(context.principal.organisationId, input.id),
    ),
    change: api.datasets.change.handler(({ input: { id, ...changes }, context }) =>
      datasets.change(context.principal, id, changes),
    ),
    remove: api.datasets.remove.handler(({ input, context }) =>
      datasets.remove(context.principal, input.id),
    ),
    listDataRows: api.datasets.listDataRows.handler(({ input: { id, ...query }, context }) =>
      datasets.listDataRows(context.principal.organisationId, id, query),
    ),
    findPlaces: api.datasets.findPlaces.handler(({ input: { id, ...query }, context }) =>
      datasets.findPlaces(context.principal.organisationId, id, query),
    ),
    getDataRow: api.datasets.getDataRow.handler(({ input, context }) =>
      datasets.describeDataRow(context.principal.organisationId, input.id),
    ),
  };
}
