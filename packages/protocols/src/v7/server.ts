import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import { readBase64Image } from '../image/base64-image.ts';
import { checkShape } from '../json/check-shape.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { ImageSource, ModelInput } from '../model-input.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';
import { failureStatus, respondJson } from '../respond.ts';
import { inferRequestSchema } from './wire.ts';

type ReadRequest = { input: ModelInput; parameters: { [name: string]: Json } };

/** Reads a request on the side of the model server: bare, or wrapped in `{message, details}`. */
export function decodeRequest(body: string): Outcome<ReadRequest> {
  return andThen(readRequestJson(body), (json) => {
    const isWrapped = isJsonObject(json) && isJsonObject(json.details);
    const path = isWrapped ? ['details'] : [];
    const request = isWrapped ? json.details : json;
    return andThen(
      checkShape(inferRequestSchema, request, path, 'INPUT_INVALID'),
      ({ image, params }) =>
        andThen(readImage(image, [...path, 'image'].join('/')), (source) =>
          succeed({ input: { type: 'image', source }, parameters: params ?? {} }),
        ),
    );
  });
}

/** Where both are there, the bytes are taken: they need no second call. */
function readImage(image: { url?: string; base64?: string }, place: string): Outcome<ImageSource> {
  if (image.base64 !== undefined) return readBase64Image(image.base64, `/${place}/base64`);
  if (image.url !== undefined) return succeed({ kind: 'url', url: image.url });
  const message = `At /${place} there is neither \`base64\` nor \`url\`.`;
  return fail({ code: 'INPUT_INVALID', message });
}

/** Writes an answer. V7 demands a confidence: one that the model does not state is written as 1. */
export function encodeResponse(answer: ModelAnswer): HttpResponse {
  const results: Json[] = [];
  for (const annotation of answer.annotations) {
    const main = encodeMain(annotation);
    if (main === null) {
      const message = `The annotation "${annotation.class}" is of kind ${annotation.kind}, which V7 has no type for.`;
      return encodeFailure({ code: 'MODEL_ANSWER_INVALID', message });
    }
    const { class: name, confidence } = annotation;
    results.push({ name, label: name, confidence: confidence ?? 1, ...main });
  }
  return respondJson({ status: 'succeeded', results });
}

/** The main type of a result and what stands beside it; null where V7 has no such type. */
function encodeMain(annotation: Annotation): { [field: string]: Json } | null {
  switch (annotation.kind) {
    case 'bounding_box': {
      const { x, y, width, height } = annotation.box;
      return { bounding_box: { x, y, w: width, h: height }, ...encodeSubs(annotation) };
    }
    case 'polygon': {
      const [path = [], ...further] = annotation.rings.map(encodePath);
      const polygon: Json = further.length > 0 ? { path, additional_paths: further } : { path };
      return { polygon, ...encodeSubs(annotation) };
    }
    case 'tag':
      return { tag: {}, ...encodeSubs(annotation) };
    default:
      return null;
  }
}

function encodePath(ring: readonly Point[]): { [field: string]: Json }[] {
  return ring.map(({ x, y }) => ({ x, y }));
}

function encodeSubs(annotation: { text?: string; attributes?: string[] }) {
  const { text, attributes } = annotation;
  return {
    ...(text !== undefined && { text: { text } }),
    ...(attributes !== undefined && { attributes }),
  };
}

/** A failure is an answer of status `failed`; its reason, which V7 has no field for, is `message`. */
export function encodeFailure(problem: Problem): HttpResponse {
  const status = failureStatus(problem);
  const body = { status: 'failed', results: [], message: problem.message };
  return respondJson(body, status === 500 ? 200 : status);
}
