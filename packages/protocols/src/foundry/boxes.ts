import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, succeed } from '@patchbay/core/error/outcome.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkBox } from '../answer/shape-checks.ts';
import { checkShape } from '../json/check-shape.ts';
import { besideDrawn } from './beside-shapes.ts';
import { createShapesForm } from './shape-form.ts';
import { wireBoxSchema } from './wire.ts';

/** `{"boxes": [[left, top, width, height], …], "scores": [0.9, …]}` */
export const boxesForm = createShapesForm({
  kind: 'bounding_box',
  field: 'boxes',
  singular: 'box',
  wanted: '[left, top, width, height]',
  beside: besideDrawn,
  read(written, base, { row }, path) {
    const pointer = toJsonPointer(path);
    return andThen(imageOf(row, pointer), (image) =>
      andThen(checkShape(wireBoxSchema, written, path), ([x, y, width, height]) =>
        andThen(checkBox({ x, y, width, height }, image, pointer), (box) =>
          succeed({ kind: 'bounding_box', ...base, box }),
        ),
      ),
    );
  },
  write: ({ box }) => writeBox(box),
});

/** A box as it stands on the wire. */
export function writeBox({ x, y, width, height }: Box): [number, number, number, number] {
  return [x, y, width, height];
}
