import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, succeed } from '@patchbay/core/error/outcome.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkObject } from '../json/unknown-fields.ts';
import { besideDrawn } from './beside-shapes.ts';
import { readRunLength } from './run-length.ts';
import { createShapesForm } from './shape-form.ts';
import { wireMaskSchema } from './wire.ts';

/** `{"masks": [{"size": [height, width], "counts": …}, …], "scores": [0.9, …]}` */
export const masksForm = createShapesForm({
  kind: 'mask',
  field: 'masks',
  singular: 'mask',
  wanted: '{"size": [height, width], "counts": …}',
  beside: besideDrawn,
  read(written, base, { row }, path) {
    const pointer = toJsonPointer(path);
    return andThen(imageOf(row, pointer), (image) =>
      andThen(checkObject(wireMaskSchema, written, path), (shape) =>
        andThen(readRunLength(shape, image, pointer), (mask) =>
          succeed({ kind: 'mask', ...base, mask }),
        ),
      ),
    );
  },
  write: ({ mask }) => ({ size: mask.size, counts: mask.counts }),
});
