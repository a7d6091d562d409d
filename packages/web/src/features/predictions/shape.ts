import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { BoundingBox } from '@patchbay/core/annotation/bounding-box.ts';
import type { Mask } from '@patchbay/core/annotation/mask.ts';
import type { Polygon } from '@patchbay/core/annotation/polygon.ts';
import { type Box, boxArea, boxAround } from '@patchbay/core/geometry/box.ts';
import { unpackCounts } from '@patchbay/core/geometry/packed-counts.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Rings } from '@patchbay/core/geometry/rings.ts';
import { runLengthBox } from '@patchbay/core/geometry/run-length-box.ts';

/** An annotation that is drawn on an image. */
export type DrawnAnnotation = BoundingBox | Polygon | Mask;

/** A drawn annotation, prepared to be drawn and pointed at. */
export interface Shape {
  /** Place of the annotation in its prediction; names it on the page. */
  readonly index: number;
  readonly annotation: DrawnAnnotation;
  /** The smallest box around it, in pixels of the image. */
  readonly bounds: Box;
  contains(point: Point): boolean;
}

export function isDrawn(annotation: Annotation): annotation is DrawnAnnotation {
  return ['bounding_box', 'polygon', 'mask'].includes(annotation.kind);
}

/** Prepares an annotation to be drawn on an image. */
export function createShape(annotation: DrawnAnnotation, index: number): Shape {
  switch (annotation.kind) {
    case 'bounding_box': {
      const bounds = annotation.box;
      return { index, annotation, bounds, contains: (point) => isInBox(point, bounds) };
    }
    case 'polygon': {
      const bounds = boxAround(annotation.rings.flat());
      const contains = (point: Point) => isInRings(point, annotation.rings);
      return { index, annotation, bounds, contains };
    }
    case 'mask':
      return {
        index,
        annotation,
        bounds: runLengthBox(annotation.mask),
        contains: maskTest(annotation),
      };
  }
}

/** The shape under a point: of several the smallest, which otherwise nobody could reach. */
export function findShapeAt(shapes: readonly Shape[], point: Point): Shape | null {
  let found: Shape | null = null;
  for (const shape of shapes) {
    const isSmaller = !found || boxArea(shape.bounds) <= boxArea(found.bounds);
    if (isSmaller && isInBox(point, shape.bounds) && shape.contains(point)) found = shape;
  }
  return found;
}

function isInBox({ x, y }: Point, box: Box): boolean {
  return x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
}

/** Even-odd rule over all rings: a point in a hole is outside. */
function isInRings({ x, y }: Point, rings: Rings): boolean {
  let isInside = false;
  for (const ring of rings) {
    let previous = ring.at(-1);
    for (const point of ring) {
      if (previous && point.y > y !== previous.y > y) {
        const crossing =
          ((previous.x - point.x) * (y - point.y)) / (previous.y - point.y) + point.x;
        if (x < crossing) isInside = !isInside;
      }
      previous = point;
    }
  }
  return isInside;
}

/** Whether a pixel is set, read from the run lengths without drawing the mask. */
function maskTest({ mask }: Mask): (point: Point) => boolean {
  const [height, width] = mask.size;
  let total = 0;
  const ends = unpackCounts(mask.counts).map((run) => (total += run));
  return ({ x, y }) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    const position = Math.floor(x) * height + Math.floor(y);
    const run = ends.findIndex((end) => position < end);
    return run % 2 === 1;
  };
}
