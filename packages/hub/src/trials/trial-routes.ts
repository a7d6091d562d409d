import type { OwnApi } from '../http/own-api.ts';
import { readManifest } from './read-manifest.ts';
import type { TrialService } from './trial-service.ts';

/** `contract.models.trials`. */
export function createTrialRoutes(api: OwnApi, trials: TrialService) {
  return {
    readManifest: api.models.trials.readManifest.handler(({ input }) =>
      readManifest(input.manifest),
    ),
    reach: api.models.trials.reach.handler(({ input, context }) =>
      trials.reach(context.principal, input),
    ),
    classes: api.models.trials.classes.handler(({ input, context }) =>
      trials.classes(context.principal, input),
    ),
    check: api.models.trials.check.handler(({ input, context }) =>
      trials.check(context.principal, input),
    ),
  };
}
