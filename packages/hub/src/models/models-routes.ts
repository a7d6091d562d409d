import type { OwnApi } from '../http/own-api.ts';
import type { ModelsService } from './models-service.ts';
import type { RevisionsService } from './revisions-service.ts';
import type { StatisticsService } from './statistics/statistics-service.ts';

/** `contract.models`. */
export function createModelsRoutes(
  api: OwnApi,
  {
    models,
    revisions,
    statistics,
  }: {
    models: ModelsService;
    revisions: RevisionsService;
    statistics: StatisticsService;
  },
) {
  return {
    list: api.models.list.handler(({ input, context }) =>
      models.list(context.principal.organisationId, input),
    ),
    catalogue: api.models.catalogue.handler(({ input, context }) =>
      statistics.listCards(context.principal.organisationId, input),
    ),
    statistics: api.models.statistics.handler(({ input: { id, ...range }, context }) =>
      statistics.read(context.principal.organisationId, id, range),
    ),
    register: api.models.register.handler(({ input, context }) =>
      models.register(context.principal, input),
    ),
    registerManifest: api.models.registerManifest.handler(({ input, context }) =>
      models.registerManifest(context.principal, input),
    ),
    get: api.models.get.handler(({ input, context }) =>
      models.getModel(context.principal.organisationId, input.id),
    ),
    change: api.models.change.handler(({ input: { id, ...changes }, context }) =>
      models.change(context.principal, id, changes),
    ),
    revise: api.models.revise.handler(({ input: { id, ...changes }, context }) =>
      revisions.revise(context.principal, id, changes),
    ),
    reviseManifest: api.models.reviseManifest.handler(({ input: { id, ...given }, context }) =>
      revisions.reviseManifest(context.principal, id, given),
    ),
    revisions: api.models.revisions.handler(({ input: { id, ...query }, context }) =>
      revisions.listRevisions(context.principal.organisationId, id, query),
    ),
    remove: api.models.remove.handler(({ input, context }) =>
      models.remove(context.principal, input.id),
    ),
    check: api.models.check.handler(({ input, context }) =>
      models.check(context.principal, input.id, input.depth),
    ),
    lastCheck: api.models.lastCheck.handler(({ input, context }) =>
      models.lastCheck(context.principal.organisationId, input.id, input.revision),
    ),
  };
}
