import type { OwnApi } from '../http/own-api.ts';
import type { EgressService } from './egress-service.ts';

/** `contract.egress`. */
export function createEgressRoutes(api: OwnApi, egress: EgressService) {
  return {
    list: api.egress.list.handler(async ({ context }) => ({
      items: await egress.list(context.principal.organisationId),
    })),
    allow: api.egress.allow.handler(({ input, context }) => egress.allow(context.principal, input)),
    forbid: api.egress.forbid.handler(({ input, context }) =>
      egress.forbid(context.principal, input.id),
    ),
  };
}
