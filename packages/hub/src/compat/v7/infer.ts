import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { valueOrThrow } from '../../models/register-checks.ts';
import type { Answered, Question } from '../../sandbox/question.ts';

/**
 * Reads what is posted to `/ai/models/{id}/infer`: the request that V7 itself would send to the model.
 * @throws PatchbayError INPUT_INVALID, INPUT_DATA_ROW_UNSUPPORTED
 */
export function readInferRequest(text: string, protocol: PredictionProtocol): Question {
  const { input, parameters } = valueOrThrow(protocol.server.decodeRequest(text));
  if (input.type !== 'image') {
    throw new PatchbayError({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: 'Videos cannot be asked about here. Import them into a dataset and start a run.',
    });
  }
  const { source, region } = input;
  if (!region && parameters.bbox !== undefined)
    throw badRegion('wanted are the numbers x, y, w, h');
  if (region && Math.min(region.box.width, region.box.height) <= 0) {
    throw badRegion('its width and height must be above 0');
  }
  return {
    asked:
      source.kind === 'url'
        ? { kind: 'image-address', url: source.url }
        : { kind: 'image', bytes: Buffer.from(source.base64, 'base64') },
    ...(region && { region: region.box }),
    parameters,
  };
}

function badRegion(wanted: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `params.bbox: is not a region of an image; ${wanted}.`,
    details: { path: '/params/bbox' },
  });
}

/**
 * The answer in both forms that V7's clients read: `results` as a model answers V7, and `result` as V7
 * answers them, where each entry says which model it is from.
 * @throws PatchbayError what the model did wrong
 */
export function writeInferAnswer({ model, result }: Answered, protocol: PredictionProtocol): Json {
  const { outcome: answer } = result;
  if (!answer.ok) throw new PatchbayError(answer.problem);
  const { annotations } = answer.value;
  const carried = annotations.filter(({ kind }) => protocol.annotationKinds.includes(kind));
  const row = { type: 'text', text: '' } as const; // V7's own form does not depend on it
  const written = protocol.server.encodeResponse(
    { annotations: carried },
    row,
    model.revision.ontology,
  );
  const results = readResults(written.body);
  const warnings = [...answer.warnings, ...describeLeftOut(annotations, protocol)];
  return {
    status: 'succeeded',
    results,
    action: 'infer',
    result: results.map((result) => ({ ...result, inference: describeInference(result, model) })),
    warnings: warnings.map((it) => ({ ...it, remedy: warningCodes[it.code].remedy })),
  };
}

function readResults(body: string): { [field: string]: Json }[] {
  const { results } = Object(JSON.parse(body));
  if (!Array.isArray(results)) throw new Error('The answer was not written in the form of V7.');
  return results.filter((result) => isJsonObject(result));
}

function describeInference({ confidence }: { [field: string]: Json }, model: ModelView): Json {
  return {
    confidence: confidence ?? null,
    model: { id: model.id, name: model.name, type: 'external' },
  };
}

function describeLeftOut(
  annotations: readonly Annotation[],
  protocol: PredictionProtocol,
): Warning[] {
  return annotations.flatMap((annotation, index) => {
    if (protocol.annotationKinds.includes(annotation.kind)) return [];
    const message = `The annotation "${annotation.class}" of kind ${annotation.kind} was left out: V7's form has no type for it.`;
    return [{ code: 'KIND_NOT_CARRIED', message, pointer: `/annotations/${index}` }];
  });
}
