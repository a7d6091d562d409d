import type { OwnApi } from '../../http/own-api.ts';
import type { KeysService } from './keys-service.ts';

/** `contract.apiKeys`. */
export function createKeysRoutes(api: OwnApi, keys: KeysService) {
  return {
    list: api.apiKeys.list.handler(({ input, context }) =>
      keys.list(context.principal.organisationId, input),
    ),
    create: api.apiKeys.create.handler(({ input, context }) =>
      keys.create(context.principal, input),
    ),
    revoke: api.apiKeys.revoke.handler(({ input, context }) =>
      keys.revoke(context.principal, input.id),
    ),
  };
}
