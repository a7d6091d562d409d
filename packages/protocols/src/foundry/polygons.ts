import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Json } from '@patchbay/core/json.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkRings } from '../answer/shape-checks.ts';
import { besideDrawn } from './beside-shapes.ts';
import { createShapesForm } from './shape-form.ts';
import { readPoints, writePoints } from './wire-points.ts';

/**
 * `{"polygons": [[[x, y], …], …], "scores": [0.9, …]}`. A polygon with holes or several parts is a list of
 * such outlines, the outer one first.
 */
export const polygonsForm = createShapesForm({
  kind: 'polygon',
  field: 'polygons',
  singular: 'polygon',
  wanted: '[[x, y], [x, y], [x, y], …]',
  beside: besideDrawn,
  read(written, base, { row }, path) {
    const pointer = toJsonPointer(path);
    return andThen(imageOf(row, pointer), (image) =>
      andThen(readOutlines(written, path), ({ outlines, pointers }) =>
        andThen(checkRings(outlines, image, pointers), (rings) =>
          succeed({ kind: 'polygon', ...base, rings }),
        ),
      ),
    );
  },
  write: ({ rings }) => (rings.length === 1 ? writePoints(rings[0] ?? []) : rings.map(writePoints)),
});

/** One outline stands by itself, several in a list. */
function readOutlines(
  written: Json,
  path: readonly PropertyKey[],
): Outcome<{ outlines: Point[][]; pointers: string[] }> {
  const mistake = Array.isArray(written) ? findKnownMistake(written) : null;
  if (mistake !== null) {
    const pointer = toJsonPointer(path);
    const message = `At ${pointer} ${mistake}`;
    return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
  }
  const isList =
    Array.isArray(written) && Array.isArray(written[0]) && Array.isArray(written[0][0]);
  if (!isList) {
    return andThen(readPoints(written, path), (outline) =>
      succeed({ outlines: [outline], pointers: [toJsonPointer(path)] }),
    );
  }
  const places = written.map((_, index) => [...path, index]);
  const outlines = written.map((outline, index) => readPoints(outline, places[index] ?? path));
  return andThen(combine(outlines), (list) =>
    succeed({ outlines: list, pointers: places.map(toJsonPointer) }),
  );
}

/** What Python libraries have instead of a list of points. */
function findKnownMistake(written: readonly Json[]): string | null {
  if (written.length > 0 && written.every((member) => typeof member === 'number')) {
    return 'the outline is a plain list of numbers, as COCO has it; send pairs: [[x, y], …].';
  }
  const isSingle = (member: Json) =>
    Array.isArray(member) && member.length === 1 && Array.isArray(member[0]);
  if (written.length > 0 && written.every(isSingle)) {
    return 'every point stands in a list of its own, as OpenCV has it; send contour.reshape(-1, 2).tolist().';
  }
  return null;
}
