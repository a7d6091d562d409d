import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from '../access/principal.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import { readInputWish } from '../datasets/read-input-wish.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import type { ReachLimit } from '../egress/reach-limit.ts';
import type { ModelsService } from '../models/models-service.ts';
import { checkParameters } from '../models/parameters-schema.ts';
import { valueOrThrow } from '../models/register-checks.ts';
import { askModel } from '../runs/engine/ask-model.ts';
import type { ModelSessions } from '../runs/engine/model-session.ts';
import { markRegion } from './mark-region.ts';
import type { Answered, Question } from './question.ts';
import { readSubject } from './read-subject.ts';

export type AskService = ReturnType<typeof createAskService>;

/**
 * Asks models about single inputs, outside of any run: once, through the gates that runs go through, with
 * nothing kept of it.
 */
export function createAskService(parts: {
  models: ModelsService;
  datasets: DatasetsService;
  sessions: ModelSessions;
  callers: OrganisationCallers;
  reachLimit: ReachLimit;
}) {
  const { models, datasets, sessions, callers, reachLimit } = parts;

  /** @throws PatchbayError INPUT_NOT_FOUND, INPUT_MODEL_DISABLED */
  async function findModel(organisationId: string, modelId: string): Promise<ModelView> {
    const model = await models.getModel(organisationId, modelId);
    if (model.enabled) return model;
    throw new PatchbayError({
      code: 'INPUT_MODEL_DISABLED',
      message: `The model "${model.name}" is disabled; enable it on its page first.`,
    });
  }

  return {
    findModel,

    /**
     * What the model does wrong is in the result, with what came back. Rejects with the reason of the signal
     * where whoever asked gave up.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_MODEL_DISABLED, INPUT_DATA_ROW_UNSUPPORTED,
     *   INPUT_PARAMETERS_INVALID, INPUT_FILE_UNREADABLE, INPUT_TOO_OFTEN, URL_BLOCKED (an image's address)
     */
    async ask(
      principal: Principal,
      modelId: string,
      { asked, region, parameters: given }: Question,
      signal: AbortSignal,
    ): Promise<Answered> {
      const { organisationId } = principal;
      const model = await findModel(organisationId, modelId);
      const { revision } = model;
      const protocol = valueOrThrow(findProtocol(revision.protocol));
      if (region) requireRegions(model, protocol);
      const parameters = checkParameters(revision.parametersSchema, given);
      const wish = valueOrThrow(readInputWish(protocol, revision));
      const caller = await callers.of(organisationId);
      const spendReach = () => reachLimit.spend(principal);
      const context = { model, organisationId, wish, datasets, caller, spendReach, signal };
      const subject = await readSubject(asked, context);
      const prepared = valueOrThrow(markRegion(subject.prepared, region));
      const session = sessions.get(organisationId, modelId);
      const result = await session.throughGates(
        { signal, itemId: createId() },
        ({ limits, credentials }) =>
          askModel({
            protocol,
            configuration: revision,
            parameters,
            credentials,
            caller,
            timeoutMs: limits.timeoutMs,
            signal,
            prepared,
          }),
      );
      return { model, subject, result };
    },
  };
}

function requireRegions({ name }: ModelView, protocol: PredictionProtocol): void {
  if (protocol.takesRegions) return;
  throw new PatchbayError({
    code: 'INPUT_DATA_ROW_UNSUPPORTED',
    message: `The model "${name}" speaks "${protocol.id}", which has no way to say which part of an image is meant. Leave the region out, or send that part as an image.`,
  });
}
