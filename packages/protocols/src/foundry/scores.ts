import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { readConfidence } from '../answer/confidence.ts';
import { readList } from './read-list.ts';

/**
 * Reads the list of confidences that belongs to a list of shapes: one for each, null where the model
 * does not say. Another number of them than shapes is MODEL_CONFIDENCE_INVALID, with the index.
 */
export function readScores(
  written: Json | undefined,
  count: number,
  path: readonly PropertyKey[],
): Outcome<(number | null)[]> {
  if (written === undefined || written === null) {
    return succeed(Array.from({ length: count }, () => null));
  }
  return andThen(readList(written, path), (scores) => {
    if (scores.length !== count) return refuseCount(scores.length, count, path);
    return combine(
      scores.map((score, index) => readConfidence(score, toJsonPointer([...path, index]))),
    );
  });
}

function refuseCount(
  scoreCount: number,
  shapeCount: number,
  path: readonly PropertyKey[],
): Outcome<never> {
  const index = Math.min(scoreCount, shapeCount);
  const pointer = toJsonPointer([...path, index]);
  const message = `At ${toJsonPointer(path)} there are ${scoreCount} scores for ${shapeCount} shapes; from index ${index} on they do not belong together.`;
  return fail({ code: 'MODEL_CONFIDENCE_INVALID', message, details: { pointer, index } });
}

/** The confidences of a list of shapes as `scores`; nothing where none of them has one. */
export function writeScores(
  shapes: readonly { readonly confidence: number | null }[],
  field: 'scores' | 'mask_scores',
): { [field: string]: (number | null)[] } {
  const scores = shapes.map((shape) => shape.confidence);
  return scores.every((score) => score === null) ? {} : { [field]: scores };
}
