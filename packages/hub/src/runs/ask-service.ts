import type { Caller } from '@patchbay/connect/caller.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Box, isOutside } from '@patchbay/core/geometry/box.ts';
import { scaleBox } from '@patchbay/core/geometry/scale.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { v7 as createId } from 'uuid';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import { largestImageBytes } from '../datasets/import/read-image.ts';
import type { LooseImage } from '../datasets/loose-image.ts';
import type { PreparedInput } from '../datasets/prepared-input.ts';
import { readInputWish } from '../datasets/read-input-wish.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import type { ModelsService } from '../models/models-service.ts';
import { checkParameters } from '../models/parameters-schema.ts';
import { valueOrThrow } from '../models/register-checks.ts';
import { askModel } from './engine/ask-model.ts';
import type { ModelSessions } from './engine/model-session.ts';

/** An image, in the request or at an address, and what else is asked about it. */
export interface Question {
  readonly image: { readonly bytes: Buffer } | { readonly url: string };
  /** The part of the image that is meant, in pixels of the image as displayed; the whole where it is left out. */
  readonly region?: Box;
  readonly parameters: { readonly [name: string]: Json };
}

/** What the model said, and the model as it was then. */
export interface Answered {
  readonly model: ModelView;
  readonly answer: Outcome<ModelAnswer> & { readonly ok: true };
}

/** Nobody waits longer than this for an image that has to be fetched. */
const downloadTimeoutMs = 20_000;

export type AskService = ReturnType<typeof createAskService>;

/** Asks models about single images, outside of any run: once, through the gates that runs go through. */
export function createAskService(parts: {
  models: ModelsService;
  datasets: DatasetsService;
  sessions: ModelSessions;
  callers: OrganisationCallers;
}) {
  const { models, datasets, sessions, callers } = parts;

  async function fetchImage(
    image: Question['image'],
    caller: Caller,
    signal: AbortSignal,
  ): Promise<LooseImage> {
    if ('bytes' in image) return { bytes: image.bytes, sourceUrl: null };
    const { url } = image;
    const wanted = { url, maximumBytes: largestImageBytes, timeoutMs: downloadTimeoutMs, signal };
    const { bytes } = valueOrThrow(await caller.download(wanted));
    return {
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      sourceUrl: url,
    };
  }

  return {
    /**
     * Rejects with the reason of the signal where whoever asked gave up.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_MODEL_DISABLED, INPUT_DATA_ROW_UNSUPPORTED,
     *   INPUT_PARAMETERS_INVALID, INPUT_FILE_UNREADABLE, and what the model did wrong
     */
    async ask(
      organisationId: string,
      modelId: string,
      question: Question,
      signal: AbortSignal,
    ): Promise<Answered> {
      const model = await models.getModel(organisationId, modelId);
      const { revision } = model;
      const protocol = valueOrThrow(findProtocol(revision.protocol));
      checkAskable(model, protocol, question.region);
      const parameters = checkParameters(revision.parametersSchema, question.parameters);
      const wish = valueOrThrow(readInputWish(protocol, revision)).images;
      const caller = await callers.of(organisationId);
      const image = await fetchImage(question.image, caller, signal);
      const whole = valueOrThrow(await datasets.readLooseImage(image, wish));
      const prepared = valueOrThrow(markRegion(whole, question.region));
      const session = sessions.get(organisationId, modelId);
      const { outcome } = await session.throughGates(
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
      if (!outcome.ok) throw new PatchbayError(outcome.problem);
      return { model, answer: outcome };
    },
  };
}

function checkAskable(
  { name, enabled, revision }: ModelView,
  protocol: PredictionProtocol,
  region: Box | undefined,
): void {
  if (!enabled) {
    throw new PatchbayError({
      code: 'INPUT_MODEL_DISABLED',
      message: `The model "${name}" is disabled; enable it on its page first.`,
    });
  }
  if (!revision.dataRowTypes.includes('image')) {
    throw new PatchbayError({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: `The model "${name}" takes ${revision.dataRowTypes.join(' and ')}, no images.`,
    });
  }
  if (region && !protocol.takesRegions) {
    throw new PatchbayError({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: `The model "${name}" speaks "${protocol.id}", which has no way to say which part of an image is meant. Leave the region out, or send that part as an image.`,
    });
  }
}

/** The input with a region, which is given in pixels of the whole image. */
function markRegion(prepared: PreparedInput, region: Box | undefined): Outcome<PreparedInput> {
  const { image, fullSize } = prepared;
  if (!region || !image || !fullSize) return succeed(prepared);
  if (isOutside(region, fullSize)) {
    return fail({
      code: 'INPUT_INVALID',
      message: `The region reaches beyond the image, which has ${fullSize.width} × ${fullSize.height} pixels as displayed.`,
      details: { path: '/params/bbox' },
    });
  }
  const factors = { x: image.width / fullSize.width, y: image.height / fullSize.height };
  const marked = { id: createId(), box: scaleBox(region, factors) };
  return succeed({
    ...prepared,
    input: (): ModelInput => {
      const input = prepared.input();
      return input.type === 'image' ? { ...input, region: marked } : input;
    },
  });
}
