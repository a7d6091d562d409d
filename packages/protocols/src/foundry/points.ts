import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, succeed } from '@patchbay/core/error/outcome.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkPoints } from '../answer/shape-checks.ts';
import { besideDrawn } from './beside-shapes.ts';
import { createShapesForm } from './shape-form.ts';
import { readPoint } from './wire-points.ts';

/** `{"points": [[x, y], …], "scores": [0.9, …]}` */
export const pointsForm = createShapesForm({
  kind: 'point',
  field: 'points',
  singular: 'point',
  wanted: '[x, y]',
  beside: besideDrawn,
  read(written, base, { row }, path) {
    const pointer = toJsonPointer(path);
    return andThen(imageOf(row, pointer), (image) =>
      andThen(readPoint(written, path), (point) =>
        andThen(checkPoints([point], { image, least: 1, pointer }), () =>
          succeed({ kind: 'point', ...base, point }),
        ),
      ),
    );
  },
  write: ({ point }) => [point.x, point.y],
});
