import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Mask } from '@patchbay/core/annotation/mask.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { ClassName } from '../answer/class-name.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkObject } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { AnswerForm } from './answer-form.ts';
import { readRunLength } from './run-length.ts';
import { readScoredList } from './scored-list.ts';
import { writeScores } from './scores.ts';
import { wireMaskSchema } from './wire.ts';

/**
 * `{"masks": [{"size": [height, width], "counts": …}, …], "scores": [0.9, …]}`. Where boxes stand beside
 * them with confidences of their own, those of the masks are `mask_scores`.
 */
export const masksForm: AnswerForm = {
  wanted: 'masks: {"masks": [{"size": [height, width], "counts": …}, …], "scores": […]}',
  fields: ['masks', 'scores', 'mask_scores'],
  fits: (value) => isJsonObject(value) && Object.hasOwn(value, 'masks'),
  read(value, { name }, row, path) {
    const hasOwnScores = isJsonObject(value) && Object.hasOwn(value, 'mask_scores');
    const fields = { shapes: 'masks', scores: hasOwnScores ? 'mask_scores' : 'scores' };
    return readScoredList(value, fields, path, (mask, confidence, place) =>
      readMask(mask, { ...name, confidence }, row, place),
    );
  },
};

function readMask(
  written: Json,
  base: ClassName & { confidence: number | null },
  row: AnsweredRow,
  path: readonly PropertyKey[],
): Outcome<Annotation> {
  const pointer = toJsonPointer(path);
  return andThen(imageOf(row, pointer), (image) =>
    andThen(checkObject(wireMaskSchema, written, path), (shape) =>
      andThen(readRunLength(shape, image, pointer), (mask) =>
        succeed({ kind: 'mask', ...base, mask }),
      ),
    ),
  );
}

/** Writes masks of one class, which may have boxes beside them. */
export function writeMasks(
  annotations: readonly Mask[],
  options: { besideBoxes: boolean },
): { [field: string]: Json } {
  return {
    masks: annotations.map(({ mask }) => ({ size: mask.size, counts: mask.counts })),
    ...writeScores(annotations, options.besideBoxes ? 'mask_scores' : 'scores'),
  };
}
