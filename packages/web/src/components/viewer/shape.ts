import type { Annotation, DrawnKind } from '@patchbay/core/annotation/annotation.ts';
import { drawnKinds } from '@patchbay/core/annotation/annotation.ts';
import { annotationBox, type PlacedAnnotation } from '@patchbay/core/annotation/annotation-box.ts';
import { type Box, boxArea } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import {
  createMaskTest,
  isInBox,
  isInEllipse,
  isInRings,
  isNearAny,
  isNearPath,
} from './hit-tests.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

/** A drawn annotation, prepared to be drawn and pointed at. */
export interface Shape {
  /** Place of the annotation in its prediction; names it on the page. */
  readonly index: number;
  readonly annotation: PlacedAnnotation;
  /** The smallest box around it, in pixels of the image. */
  readonly bounds: Box;
  /** As of {@link IndexedAnnotation}. */
  readonly isOther: boolean;
  readonly opacity: number;
  /** Whether a point lies in it; on a line or a point, within some pixels of the image. */
  contains(point: Point, tolerance: number): boolean;
}

const placedKinds: ReadonlySet<string> = new Set(drawnKinds.filter((kind) => kind !== 'vector'));

/** Whether an annotation is drawn somewhere in the image. */
export function isPlaced(annotation: Annotation): annotation is PlacedAnnotation {
  return placedKinds.has(annotation.kind);
}

/** Whether the kind of an annotation is worth a word beside its class. */
export function isShape(annotation: Annotation): boolean {
  return drawnKinds.some((kind: DrawnKind) => kind === annotation.kind);
}

/** Prepares an annotation to be drawn on an image. */
export function createShape(
  annotation: PlacedAnnotation,
  index: number,
  { isOther = false, opacity = 1 }: Pick<IndexedAnnotation, 'isOther' | 'opacity'> = {},
): Shape {
  let contains: Shape['contains'] | undefined;
  return {
    index,
    annotation,
    bounds: annotationBox(annotation),
    isOther,
    opacity,
    contains(point, tolerance) {
      contains ??= createHitTest(annotation);
      return contains(point, tolerance);
    },
  };
}

/** The shapes that were prepared, for as long as their annotations are held: a slider shows the same ones again. */
const prepared = new WeakMap<IndexedAnnotation, Shape>();

/** The shapes among annotations. */
export function listShapes(annotations: readonly IndexedAnnotation[]): Shape[] {
  return annotations.flatMap((entry) => {
    if (!isPlaced(entry.annotation)) return [];
    const shape = prepared.get(entry) ?? createShape(entry.annotation, entry.index, entry);
    prepared.set(entry, shape);
    return [shape];
  });
}

function createHitTest(annotation: PlacedAnnotation): Shape['contains'] {
  switch (annotation.kind) {
    case 'bounding_box':
      return (point) => isInBox(point, annotation.box);
    case 'cuboid':
      return (point) => isInBox(point, annotation.front) || isInBox(point, annotation.back);
    case 'polygon':
      return (point) => isInRings(point, annotation.rings);
    case 'ellipse':
      return (point) => isInEllipse(point, annotation.ellipse);
    case 'line':
      return (point, tolerance) => isNearPath(point, annotation.path, tolerance);
    case 'point':
      return (point, tolerance) => isNearAny(point, [annotation.point], tolerance);
    case 'skeleton':
      return (point, tolerance) => isNearAny(point, annotation.nodes, tolerance);
    case 'mask':
      return createMaskTest(annotation.mask);
  }
}

/** The shape under a point: of several the smallest, which otherwise nobody could reach; of equal ones that on top. */
export function findShapeAt(
  shapes: readonly Shape[],
  point: Point,
  tolerance: number,
): Shape | null {
  let found: Shape | null = null;
  for (const shape of shapes) {
    const isNear = isInBox(point, shape.bounds, tolerance) && isReachedBefore(shape, found);
    if (isNear && shape.contains(point, tolerance)) found = shape;
  }
  return found;
}

function isReachedBefore(shape: Shape, other: Shape | null): boolean {
  if (other === null) return true;
  const [area, otherArea] = [boxArea(shape.bounds), boxArea(other.bounds)];
  return area === otherArea ? shape.index >= other.index : area < otherArea;
}
