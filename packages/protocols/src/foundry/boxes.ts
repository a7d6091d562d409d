import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { BoundingBox } from '@patchbay/core/annotation/bounding-box.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { ClassName } from '../answer/class-name.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkBox } from '../answer/shape-checks.ts';
import { checkShape } from '../json/check-shape.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { AnswerForm } from './answer-form.ts';
import { readList } from './read-list.ts';
import { readScores, writeScores } from './scores.ts';
import { wireBoxSchema } from './wire.ts';

/** `{"boxes": [[left, top, width, height], …], "scores": [0.9, …]}` */
export const boxesForm: AnswerForm = {
  wanted: 'boxes: {"boxes": [[left, top, width, height], …], "scores": […]}',
  fields: ['boxes', 'scores'],
  fits: (value) => isJsonObject(value) && Object.hasOwn(value, 'boxes'),
  read(value, { name }, row, path) {
    const answer = isJsonObject(value) ? value : {};
    const place = [...path, 'boxes'];
    return andThen(readList(answer.boxes, place), (boxes) =>
      andThen(readScores(answer.scores, boxes.length, [...path, 'scores']), (scores) =>
        combine(
          boxes.map((box, index) =>
            readBox(box, { ...name, confidence: scores[index] ?? null }, row, [...place, index]),
          ),
        ),
      ),
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
