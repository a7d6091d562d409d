import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { ProtocolConformance, WrittenConfidence, WrittenSpan } from '../conformance.ts';
import type { HttpResponse } from '../http-message.ts';
import { readAnswerBody } from './answer-body.ts';
import { wireSpanSchema } from './wire.ts';

/** What a check must know of the Foundry contract beyond what is read. */
export const foundryConformance: ProtocolConformance = { listConfidences, listSpans };

/** Fields in which confidences stand: lists beside shapes, numbers in spans and answers. */
const scoreFields = new Set(['scores', 'mask_scores', 'score']);

function listConfidences(response: HttpResponse): WrittenConfidence[] {
  return listFeatures(response).flatMap(([key, value]) => [
    ...findScores(value, [key]),
    ...(Array.isArray(value) ? value : []).flatMap((item, index) => findScores(item, [key, index])),
  ]);
}

function findScores(value: Json, path: readonly PropertyKey[]): WrittenConfidence[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value)
    .filter(([field]) => scoreFields.has(field))
    .flatMap(([field, scores]) =>
      [scores].flat().flatMap((score, index) => {
        const place = Array.isArray(scores) ? [...path, field, index] : [...path, field];
        return typeof score === 'number' ? [{ value: score, pointer: toJsonPointer(place) }] : [];
      }),
    );
}

function listSpans(response: HttpResponse): WrittenSpan[] {
  return listFeatures(response).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : []).flatMap((item, index): WrittenSpan[] => {
      const span = wireSpanSchema.safeParse(item);
      if (!span.success) return [];
      const { start, end, text } = span.data;
      const pointer = toJsonPointer([key, index]);
      return [{ start, end, pointer, ...(text !== undefined && { text }) }];
    }),
  );
}

/** What stands under each key of an answer; nothing where the answer is no object. */
function listFeatures(response: HttpResponse): [string, Json][] {
  const body = readAnswerBody(response, { tools: [], classifications: [] });
  return body.ok && isJsonObject(body.value) ? Object.entries(body.value) : [];
}
