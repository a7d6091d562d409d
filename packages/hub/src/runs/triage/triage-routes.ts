import type { OwnApi } from '../../http/own-api.ts';
import type { TriageService } from './triage-service.ts';

/** The part of `contract.runs` by which a person sorts out what came of a run. */
export function createTriageRoutes(api: OwnApi, triage: TriageService) {
  return {
    failures: api.runs.failures.handler(({ input, context }) =>
      triage.listFailures(context.principal.organisationId, input.id),
    ),
    retry: api.runs.retry.handler(({ input: { id, ...selection }, context }) =>
      triage.retry(context.principal, id, selection),
    ),
    ignore: api.runs.ignore.handler(({ input: { id, ...selection }, context }) =>
      triage.ignore(context.principal, id, selection),
    ),
    restore: api.runs.restore.handler(({ input: { id, ...selection }, context }) =>
      triage.restore(context.principal, id, selection),
    ),
    decodeAgain: api.runs.decodeAgain.handler(({ input: { id, ...wanted }, context }) =>
      triage.decodeAgain(context.principal, id, wanted),
    ),
    actions: api.runs.actions.handler(({ input: { id, ...query }, context }) =>
      triage.listActions(context.principal.organisationId, id, query),
    ),
    cancelAction: api.runs.cancelAction.handler(({ input, context }) =>
      triage.cancelAction(context.principal, input.id, input.actionId),
    ),
  };
}
