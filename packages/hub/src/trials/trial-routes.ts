import type { OwnApi } from '../http/own-api.ts';
import { readAsked } from '../sandbox/ask-routes.ts';
import type { TrialService } from './trial-service.ts';

/** `contract.models.trials`. */
export function createTrialRoutes(api: OwnApi, trials: TrialService) {
  return {
    readManifest: api.models.trials.readManifest.handler(({ input, context }) =>
      trials.readManifest(context.principal, input.manifest),
    ),
    reach: api.models.trials.reach.handler(({ input, context, signal = never }) =>
      trials.reach(context.principal, input, signal),
    ),
    classes: api.models.trials.classes.handler(({ input, context, signal = never }) =>
      trials.classes(context.principal, input, signal),
    ),
    predict: api.models.trials.predict.handler(({ input, context, signal = never }) => {
      const { dataRowId, frame, text, html, parameters, ...draft } = input;
      const question = { asked: readAsked({ dataRowId, frame, text, html }), parameters };
      return trials.predict(context.principal, draft, question, signal);
    }),
    check: api.models.trials.check.handler(({ input, context, signal = never }) =>
      trials.check(context.principal, input, signal),
    ),
  };
}

/** For who cannot hang up. */
const never = new AbortController().signal;
