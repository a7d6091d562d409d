import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, succeed } from '@patchbay/core/error/outcome.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkPoints } from '../answer/shape-checks.ts';
import { besideDrawn } from './beside-shapes.ts';
import { createShapesForm } from './shape-form.ts';
import { readPoints, writePoints } from './wire-points.ts';

/** `{"lines": [[[x, y], [x, y], …], …], "scores": [0.9, …]}` */
export const linesForm = createShapesForm({
  kind: 'line',
  field: 'lines',
  singular: 'line',
  wanted: '[[x, y], [x, y], …]',
  beside: besideDrawn,
  read(written, base, { row }, path) {
    const pointer = toJsonPointer(path);
    return andThen(imageOf(row, pointer), (image) =>
      andThen(readPoints(written, path), (points) =>
        andThen(checkPoints(points, { image, least: 2, pointer }), () =>
          succeed({ kind: 'line', ...base, path: points }),
        ),
      ),
    );
  },
  write: ({ path }) => writePoints(path),
});
