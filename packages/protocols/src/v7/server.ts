import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import { readBase64Image } from '../image/base64-image.ts';
import { checkShape } from '../json/check-shape.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { ImageSource, ModelInput, Region } from '../model-input.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';
import { failureStatus, respondJson } from '../respond.ts';
import { type ImageSpec, type InferRequest, inferRequestSchema, wireBoxSchema } from './wire.ts';
import { writeMain } from './write-main.ts';

type ReadRequest = { input: ModelInput; parameters: { [name: string]: Json } };

/** Reads a request on the side of the model server: bare, or wrapped in `{message, details}`. */
export function decodeRequest(body: string): Outcome<ReadRequest> {
  return andThen(readRequestJson(body), (json) => {
    const isWrapped = isJsonObject(json) && isJsonObject(json.details);
    const path = isWrapped ? ['details'] : [];
    const request = isWrapped ? json.details : json;
    return andThen(checkShape(inferRequestSchema, request, path, 'INPUT_INVALID'), (asked) =>
      andThen(readInput(asked, path), (input) => {
        const { bbox, id, image, ...parameters } = asked.params ?? {};
        const region = input.type === 'image' ? readRegion(bbox, id) : undefined;
        return region === undefined
          ? succeed({ input, parameters: asked.params ?? {} })
          : succeed({ input: { ...input, region }, parameters });
      }),
    );
  });
}

function readInput({ image, video }: InferRequest, path: readonly string[]): Outcome<ModelInput> {
  const place = `/${[...path, 'image'].join('/')}`;
  if (image) {
    return andThen(readImage(image, place), (source) => succeed({ type: 'image', source }));
  }
  if (video) return readVideo(video, `/${[...path, 'video'].join('/')}`);
  const message = `At ${place} there is no image, nor a video beside it.`;
  return fail({ code: 'INPUT_INVALID', message, details: { pointer: place } });
}

/** V7 numbers the frames of a list by their place in it, and does not say when they are shown. */
function readVideo(
  { url, frame_urls: frameUrls }: NonNullable<InferRequest['video']>,
  place: string,
): Outcome<ModelInput> {
  if (typeof url !== 'string' && !frameUrls) {
    const message = `At ${place} there is neither \`url\` nor \`frame_urls\`.`;
    return fail({ code: 'INPUT_INVALID', message });
  }
  const sources = (frameUrls ?? []).map((frame, index) =>
    readImage(frame, `${place}/frame_urls/${index}`),
  );
  return andThen(combine(sources), (read) =>
    succeed({
      type: 'video',
      frames: read.map((source, index) => ({ index, timeMs: 0, source })),
      ...(typeof url === 'string' && { url }),
    }),
  );
}

/** Where both are there, the bytes are taken: they need no second call. */
function readImage(image: ImageSpec, place: string): Outcome<ImageSource> {
  if (typeof image.base64 === 'string') return readBase64Image(image.base64, `${place}/base64`);
  if (typeof image.url === 'string') return succeed({ kind: 'url', url: image.url });
  const message = `At ${place} there is neither \`base64\` nor \`url\`.`;
  return fail({ code: 'INPUT_INVALID', message, details: { pointer: place } });
}

/** The box that auto-annotate marks; undefined where the parameters have none. */
function readRegion(bbox: Json | undefined, id: Json | undefined): Region | undefined {
  const box = wireBoxSchema.safeParse(bbox);
  if (!box.success) return undefined;
  const { x, y, w, h } = box.data;
  return { id: typeof id === 'string' ? id : '', box: { x, y, width: w, height: h } };
}

/** Writes an answer. V7 demands a confidence: one that the model does not state is written as 1. */
export function encodeResponse(answer: ModelAnswer): HttpResponse {
  const results: Json[] = [];
  for (const annotation of answer.annotations) {
    const main = writeMain(annotation);
    if (main === null) {
      const message = `The annotation "${annotation.class}" is of kind ${annotation.kind}, which V7 has no type for.`;
      return encodeFailure({ code: 'MODEL_ANSWER_INVALID', message });
    }
    const { class: name, confidence } = annotation;
    results.push({ name, label: name, confidence: confidence ?? 1, ...main });
  }
  return respondJson({ status: 'succeeded', results });
}

/** A failure is an answer of status `failed`; its reason, which V7 has no field for, is `message`. */
export function encodeFailure(problem: Problem): HttpResponse {
  const status = failureStatus(problem);
  const body = { status: 'failed', results: [], message: problem.message };
  const isOwn = status === 500 || problem.code.startsWith('MODEL_');
  return respondJson(body, isOwn ? 200 : status);
}
