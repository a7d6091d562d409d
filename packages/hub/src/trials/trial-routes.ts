import type { OwnApi } from '../http/own-api.ts';
import { readAsked } from '../sandbox/ask-routes.ts';
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
    predict: api.models.trials.predict.handler(({ input, context, signal = never }) => {
      const { dataRowId, frame, text, html, parameters, ...draft } = input;
      const question = { asked: readAsked({ dataRowId, frame, text, html }), parameters };
      return trials.predict(context.principal, draft, question, signal);
    }),
    check: api.models.trials.check.handler(({ input, context }) =>
      trials.check(context.principal, input),
    ),
  };
}

/** For who cannot hang up. */
const never = new AbortController().signal;
