import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { type Box, boxAround } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import type { Asked, CheckRecord } from '../session/check-record.ts';
import { listRead } from './sightings.ts';

/** A shape that a model drew, as far as its numbers can be in a wrong unit. */
export interface DrawnShape {
  readonly asked: Asked;
  readonly image: ImageSize;
  readonly annotation: Annotation;
  /** The smallest box around its points, as they were read. */
  readonly extent: Box;
}

/** All shapes of the answers that were read, answer by answer. */
export function listShapes(record: CheckRecord): DrawnShape[] {
  return listRead(record).flatMap((asked) => {
    const image = imageOf(asked.input.row);
    if (!asked.outcome.ok || !image) return [];
    return asked.outcome.value.annotations.flatMap((annotation) => {
      const extent = extentOf(annotation);
      return extent ? [{ asked, image, annotation, extent }] : [];
    });
  });
}

function imageOf(row: AnsweredRow): ImageSize | null {
  return row.type === 'image' || row.type === 'video' ? row.size : null;
}

/** Masks are left out: their pixels lie in the image by their form. Vectors have no place. */
function extentOf(annotation: Annotation): Box | null {
  const points = pointsOf(annotation);
  return points.length === 0 ? null : boxAround(points);
}

function pointsOf(annotation: Annotation): readonly Point[] {
  switch (annotation.kind) {
    case 'bounding_box':
      return cornersOf(annotation.box);
    case 'polygon':
      return annotation.rings.flat();
    case 'line':
      return annotation.path;
    case 'point':
      return [annotation.point];
    case 'ellipse': {
      const { center, radius } = annotation.ellipse;
      const reach = Math.max(radius.x, radius.y);
      return [
        { x: center.x - reach, y: center.y - reach },
        { x: center.x + reach, y: center.y + reach },
      ];
    }
    case 'cuboid':
      return [...cornersOf(annotation.front), ...cornersOf(annotation.back)];
    case 'skeleton':
      return annotation.nodes;
    case 'mask':
    case 'vector':
    case 'entity':
    case 'relation':
    case 'radio':
    case 'checklist':
    case 'free_text':
    case 'tag':
      return [];
  }
}

function cornersOf({ x, y, width, height }: Box): Point[] {
  return [
    { x, y },
    { x: x + width, y: y + height },
  ];
}

/** Whether a shape lies between two bounds, in both directions. */
export function isWithin({ x, y, width, height }: Box, low: number, high: number): boolean {
  return Math.min(x, y) >= low && Math.max(x + width, y + height) <= high;
}
