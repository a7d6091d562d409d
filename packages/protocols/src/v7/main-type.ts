import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import {
  andThen,
  combine,
  combineFields,
  type Outcome,
  succeed,
} from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { readPoints } from '../answer/read-points.ts';
import { imageOf } from '../answer/row-image.ts';
import {
  checkBox,
  checkEllipse,
  checkPoints,
  checkRings,
  checkVector,
} from '../answer/shape-checks.ts';
import { checkObject } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { V7Kind } from './kinds.ts';
import {
  type MainType,
  wireBoxSchema,
  wireCuboidSchema,
  wireEllipseSchema,
  wireLineSchema,
  wirePointSchema,
  wirePolygonSchema,
  wireSkeletonSchema,
  wireVectorSchema,
} from './wire.ts';

type Path = readonly PropertyKey[];

/** What stands in every annotation and is read elsewhere. */
type Rest = 'class' | 'confidence' | 'classifications' | 'text' | 'attributes';
type ShapeOf<One> = One extends Annotation ? Omit<One, Rest> : never;

/** What the main type of a result says: kind and shape. */
export type Main = ShapeOf<Extract<Annotation, { kind: V7Kind }>>;

type ReadMain = (value: Json, image: ImageSize, path: Path) => Outcome<Main>;

const readers: { readonly [Type in Exclude<MainType, 'tag'>]: ReadMain } = {
  bounding_box: (value, image, path) =>
    andThen(readBox(value, image, path), (box) => succeed({ kind: 'bounding_box', box })),
  cuboid: readCuboid,
  directional_vector: (value, _image, path) =>
    andThen(checkObject(wireVectorSchema, value, path), (vector) =>
      andThen(checkVector(vector, toJsonPointer(path)), () =>
        succeed({ kind: 'vector', ...vector }),
      ),
    ),
  ellipse: (value, image, path) =>
    andThen(checkObject(wireEllipseSchema, value, path), (ellipse) =>
      andThen(checkEllipse(ellipse, image, toJsonPointer(path)), () =>
        succeed({ kind: 'ellipse', ellipse }),
      ),
    ),
  keypoint: (value, image, path) =>
    andThen(checkObject(wirePointSchema, value, path), (point) =>
      andThen(checkPoints([point], { image, least: 1, pointer: toJsonPointer(path) }), () =>
        succeed({ kind: 'point', point }),
      ),
    ),
  line: readLine,
  polygon: readPolygon,
  skeleton: (value, image, path) =>
    andThen(checkObject(wireSkeletonSchema, value, path), ({ nodes }) =>
      andThen(
        checkPoints(nodes, { image, least: 1, pointer: toJsonPointer([...path, 'nodes']) }),
        () => succeed({ kind: 'skeleton', nodes }),
      ),
    ),
};

/** Reads the value of the main type of a result. */
export function readMain(type: MainType, value: Json, row: AnsweredRow, path: Path): Outcome<Main> {
  if (type === 'tag') {
    return andThen(checkObject(z.object({}), value, path), () => succeed({ kind: 'tag' }));
  }
  return andThen(imageOf(row, toJsonPointer(path)), (image) => readers[type](value, image, path));
}

function readBox(value: Json | undefined, image: ImageSize, path: Path) {
  return andThen(checkObject(wireBoxSchema, value, path), ({ x, y, w, h }) =>
    checkBox({ x, y, width: w, height: h }, image, toJsonPointer(path)),
  );
}

function readCuboid(value: Json, image: ImageSize, path: Path): Outcome<Main> {
  return andThen(checkObject(wireCuboidSchema, value, path), ({ back, front }) => {
    const faces = combineFields({
      front: readBox(front, image, [...path, 'front']),
      back: readBox(back, image, [...path, 'back']),
    });
    return andThen(faces, (boxes) => succeed({ kind: 'cuboid', ...boxes }));
  });
}

function readLine(value: Json, image: ImageSize, path: Path): Outcome<Main> {
  const place = [...path, 'path'];
  return andThen(checkObject(wireLineSchema, value, path), (line) =>
    andThen(readPoints(line.path, place), (points) =>
      andThen(checkPoints(points, { image, least: 2, pointer: toJsonPointer(place) }), () =>
        succeed({ kind: 'line', path: points }),
      ),
    ),
  );
}

/** `path` is the outer ring; `additional_paths` are holes and further parts, by the even-odd rule. */
function readPolygon(value: Json, image: ImageSize, path: Path): Outcome<Main> {
  return andThen(checkObject(wirePolygonSchema, value, path), (polygon) => {
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
  });
}
