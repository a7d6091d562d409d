import type { BoundingBox } from '@patchbay/core/annotation/bounding-box.ts';
import type { Polygon } from '@patchbay/core/annotation/polygon.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { readPoints } from '../answer/read-points.ts';
import { imageOf } from '../answer/row-image.ts';
import { checkBox, checkRings } from '../answer/shape-checks.ts';
import { checkObject } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import { wireBoxSchema, wirePolygonSchema } from './wire.ts';

/** The main types that are read. The others fail their item: see `result.ts`. */
export const supportedTypes = ['bounding_box', 'polygon', 'tag'] as const;
export type SupportedType = (typeof supportedTypes)[number];

/** Whether a type is among those that are read. */
export function isSupportedType(type: string): type is SupportedType {
  return supportedTypes.some((supported) => supported === type);
}

/** What the main type of a result says: kind and shape. */
export type Main =
  | Pick<BoundingBox, 'kind' | 'box'>
  | Pick<Polygon, 'kind' | 'rings'>
  | { readonly kind: 'tag' };

/** Reads the value of the main type of a result. */
export function readMain(
  type: SupportedType,
  value: Json | undefined,
  row: AnsweredRow,
  path: readonly PropertyKey[],
): Outcome<Main> {
  switch (type) {
    case 'bounding_box':
      return readBox(value, row, path);
    case 'polygon':
      return readPolygon(value, row, path);
    case 'tag':
      return andThen(checkObject(z.object({}), value, path), () => succeed({ kind: 'tag' }));
  }
}

function readBox(
  value: Json | undefined,
  row: AnsweredRow,
  path: readonly PropertyKey[],
): Outcome<Main> {
  const pointer = toJsonPointer(path);
  return andThen(imageOf(row, pointer), (image) =>
    andThen(checkObject(wireBoxSchema, value, path), ({ x, y, w, h }) =>
      andThen(checkBox({ x, y, width: w, height: h }, image, pointer), (box) =>
        succeed({ kind: 'bounding_box', box }),
      ),
    ),
  );
}

/** `path` is the outer ring; `additional_paths` are holes and further parts, by the even-odd rule. */
function readPolygon(
  value: Json | undefined,
  row: AnsweredRow,
  path: readonly PropertyKey[],
): Outcome<Main> {
  const pointer = toJsonPointer(path);
  return andThen(imageOf(row, pointer), (image) =>
    andThen(checkObject(wirePolygonSchema, value, path), (polygon) => {
      const further = polygon.additional_paths ?? [];
      const places = [
        [...path, 'path'],
        ...further.map((_, index) => [...path, 'additional_paths', index]),
      ];
      const paths = [polygon.path, ...further].map((points, index) =>
        readPoints(points, places[index] ?? path),
      );
      return andThen(combine(paths), (rings) =>
        andThen(checkRings(rings, image, places.map(toJsonPointer)), (checked) =>
          succeed({ kind: 'polygon', rings: checked }),
        ),
      );
    }),
  );
}
