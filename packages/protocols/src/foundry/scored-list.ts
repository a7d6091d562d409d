import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, combine, type Outcome } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { readList } from './read-list.ts';
import { readScores } from './scores.ts';

/**
 * Reads shapes that stand in one list with their confidences in another beside it:
 * `{"boxes": […], "scores": […]}`.
 */
export function readScoredList(
  value: Json,
  fields: { readonly shapes: string; readonly scores: string },
  path: readonly PropertyKey[],
  readShape: (
    written: Json,
    confidence: number | null,
    path: readonly PropertyKey[],
  ) => Outcome<Annotation>,
): Outcome<Annotation[]> {
  const answer = isJsonObject(value) ? value : {};
  const place = [...path, fields.shapes];
  return andThen(readList(answer[fields.shapes], place), (shapes) =>
    andThen(readScores(answer[fields.scores], shapes.length, [...path, fields.scores]), (scores) =>
      combine(
        shapes.map((shape, index) => readShape(shape, scores[index] ?? null, [...place, index])),
      ),
    ),
  );
}
