import type { OwnApi } from '../http/own-api.ts';
import type { SavedPromptsService } from './saved-prompts-service.ts';

/** `contract.savedPrompts`. */
export function createSavedPromptsRoutes(api: OwnApi, prompts: SavedPromptsService) {
  return {
    list: api.savedPrompts.list.handler(({ input, context }) =>
      prompts.list(context.principal.organisationId, input),
    ),
    get: api.savedPrompts.get.handler(({ input, context }) =>
      prompts.get(context.principal.organisationId, input.id),
    ),
    save: api.savedPrompts.save.handler(({ input, context }) =>
      prompts.save(context.principal, input),
    ),
    change: api.savedPrompts.change.handler(({ input: { id, ...changes }, context }) =>
      prompts.change(context.principal, id, changes),
    ),
    remove: api.savedPrompts.remove.handler(({ input, context }) =>
      prompts.remove(context.principal, input.id),
    ),
  };
}
