import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Deviation, ProtocolConformance, WrittenConfidence } from '../conformance.ts';
import type { HttpResponse } from '../http-message.ts';
import { parseJson } from '../json/parse-json.ts';

/** What a check must know of V7's contract beyond what is read. */
export const v7Conformance: ProtocolConformance = {
  // "your model should take less than 30 seconds to complete"
  latencyLimitMs: 30_000,
  findDeviations,
  listConfidences,
};

/** An answer without results is read as one that found nothing. */
function findDeviations(response: HttpResponse): Deviation[] {
  const body = readBody(response);
  if (body?.status !== 'succeeded' || Array.isArray(body.results)) return [];
  const message = 'The answer has no list of results; [] was wanted where nothing is found.';
  return [{ rule: 'shape-envelope', message, pointer: '/results' }];
}

function listConfidences(response: HttpResponse): WrittenConfidence[] {
  const results = readBody(response)?.results;
  if (!Array.isArray(results)) return [];
  return results.flatMap((result, index) =>
    isJsonObject(result) && typeof result.confidence === 'number'
      ? [{ value: result.confidence, pointer: `/results/${index}/confidence` }]
      : [],
  );
}

function readBody({ body }: HttpResponse): { readonly [field: string]: Json } | null {
  const parsed = parseJson(body, { allowComments: false });
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null;
}
