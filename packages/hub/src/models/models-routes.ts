import type { OwnApi } from '../http/own-api.ts';
import type { ModelsService } from './models-service.ts';
import type { RevisionsService } from './revisions-service.ts';

/** `contract.models`. */
export function createModelsRoutes(
  api: OwnApi,
  { models, revisions }: { models: ModelsService; revisions: RevisionsService },
) {
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
  };
}
