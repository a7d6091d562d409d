import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { Logger } from 'pino';
import { readInputWish } from '../../datasets/read-input-wish.ts';
import type { OrganisationCallers } from '../../egress/organisation-callers.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { CallContext } from './call-item.ts';
import type { InputReader } from './item-inputs.ts';
import type { ModelSession } from './model-session.ts';
import type { RetryBudgets } from './retry-budget.ts';
import type { RunBeats } from './run-beats.ts';

export interface ContextParts {
  models: ModelsService;
  datasets: InputReader;
  callers: OrganisationCallers;
  beats: RunBeats;
  retries: RetryBudgets;
  log: Logger;
}

/** All that is needed to call the model of a run, through the gates of the session. */
export async function openContext(
  parts: ContextParts,
  organisationId: string,
  run: RunView,
  session: ModelSession,
): Promise<CallContext> {
  const revision = await parts.models.getRevision(organisationId, run.model.revisionId);
  const protocol = findProtocol(revision.configuration.protocol);
  if (!protocol.ok) throw new PatchbayError(protocol.problem);
  const { configuration } = revision;
  return {
    protocol: protocol.value,
    configuration,
    wish: readInputWish(protocol.value, configuration),
    parameters: run.parameters,
    session,
    retries: parts.retries.of(run.id),
    datasets: parts.datasets,
    caller: await parts.callers.of(organisationId),
    calls: parts.beats.countCalls({ organisationId, id: run.id }),
    onExhausted: (problem) => parts.log.warn({ problem }, 'A call waits for a free connection.'),
  };
}
