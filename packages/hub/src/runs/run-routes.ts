import type { OwnApi } from '../http/own-api.ts';
import type { EstimateService } from './estimate/estimate-service.ts';
import type { PauseService } from './pause-service.ts';
import type { RunProgressFeed } from './run-progress.ts';
import type { RunService } from './run-service.ts';

/**
 * `contract.runs`: start, read, pause, resume, cancel and follow runs. What is done with their outcome
 * stands in `triage`.
 */
export function createRunRoutes(
  api: OwnApi,
  runs: RunService,
  pauses: PauseService,
  progress: RunProgressFeed,
  estimates: EstimateService,
) {
  return {
    start: api.runs.start.handler(({ input, context }) => runs.start(context.principal, input)),
    list: api.runs.list.handler(({ input, context }) =>
      runs.list(context.principal.organisationId, input),
    ),
    estimate: api.runs.estimate.handler(({ input, context }) =>
      estimates.estimate(context.principal.organisationId, input),
    ),
    get: api.runs.get.handler(({ input, context }) =>
      runs.get(context.principal.organisationId, input.id),
    ),
    summary: api.runs.summary.handler(({ input, context }) =>
      runs.summarise(context.principal.organisationId, input.id),
    ),
    cancel: api.runs.cancel.handler(({ input, context }) =>
      runs.cancel(context.principal, input.id),
    ),
    pause: api.runs.pause.handler(({ input, context }) =>
      pauses.pause(context.principal, input.id),
    ),
    resume: api.runs.resume.handler(({ input, context }) =>
      pauses.resume(context.principal, input.id),
    ),
    watch: api.runs.watch.handler(async ({ input, context, signal, lastEventId }) => {
      const { organisationId } = context.principal;
      context.openStream();
      await runs.get(organisationId, input.id); // Unknown runs are refused before the stream begins.
      const whileWatched = signal ?? new AbortController().signal;
      return progress.watch(organisationId, input.id, whileWatched, lastEventId);
    }),
  };
}
