import type { OwnApi } from '../http/own-api.ts';
import type { ModelsService } from './models-service.ts';

/** `contract.models`. */
export function createModelsRoutes(api: OwnApi, models: ModelsService) {
  return {
    list: api.models.list.handler(({ input, context }) =>
      models.list(context.principal.organisationId, input),
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
      models.revise(context.principal, id, changes),
    ),
    reviseManifest: api.models.reviseManifest.handler(({ input, context }) =>
      models.reviseManifest(context.principal, input.id, input.manifest),
    ),
    revisions: api.models.revisions.handler(({ input: { id, ...query }, context }) =>
      models.listRevisions(context.principal.organisationId, id, query),
    ),
    remove: api.models.remove.handler(({ input, context }) =>
      models.remove(context.principal, input.id),
    ),
    check: api.models.check.handler(({ input, context }) =>
      models.check(context.principal, input.id, input.depth),
    ),
  };
}
