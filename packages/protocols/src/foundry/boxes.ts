import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { BoundingBox } from '@patchbay/core/annotation/bounding-box.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { ClassName } from '../answer/class-name.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkBox } from '../answer/shape-checks.ts';
import { checkShape } from '../json/check-shape.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { AnswerForm } from './answer-form.ts';
import { readScoredList } from './scored-list.ts';
import { writeScores } from './scores.ts';
import { wireBoxSchema } from './wire.ts';

/** `{"boxes": [[left, top, width, height], …], "scores": [0.9, …]}` */
export const boxesForm: AnswerForm = {
  wanted: 'boxes: {"boxes": [[left, top, width, height], …], "scores": […]}',
  fields: ['boxes', 'scores'],
  fits: (value) => isJsonObject(value) && Object.hasOwn(value, 'boxes'),
  read(value, { name }, row, path) {
    const fields = { shapes: 'boxes', scores: 'scores' };
    return readScoredList(value, fields, path, (box, confidence, place) =>
      readBox(box, { ...name, confidence }, row, place),
    );
  },
};

function readBox(
  written: Json,
  base: ClassName & { confidence: number | null },
  row: AnsweredRow,
  path: readonly PropertyKey[],
): Outcome<Annotation> {
  const pointer = toJsonPointer(path);
  return andThen(imageOf(row, pointer), (image) =>
    andThen(checkShape(wireBoxSchema, written, path), ([x, y, width, height]) =>
      andThen(checkBox({ x, y, width, height }, image, pointer), (box) =>
        succeed({ kind: 'bounding_box', ...base, box }),
      ),
    ),
  );
}

/** Writes boxes of one class. */
export function writeBoxes(annotations: readonly BoundingBox[]): { [field: string]: Json } {
  return {
    boxes: annotations.map(({ box }) => [box.x, box.y, box.width, box.height]),
    ...writeScores(annotations, 'scores'),
  };
}
