import { type Box, boxAround } from '../geometry/box.ts';
import { ellipseBox } from '../geometry/ellipse.ts';
import { ringsBox } from '../geometry/rings.ts';
import { runLengthBox } from '../geometry/run-length-box.ts';
import type { Annotation, DrawnKind } from './annotation.ts';

/** An annotation that lies somewhere in an image; a vector alone is drawn and lies nowhere. */
export type PlacedAnnotation = Extract<Annotation, { kind: Exclude<DrawnKind, 'vector'> }>;

/** The smallest box around what an annotation draws, in absolute pixels. */
export function annotationBox(annotation: PlacedAnnotation): Box {
  switch (annotation.kind) {
    case 'bounding_box':
      return annotation.box;
    case 'polygon':
      return ringsBox(annotation.rings);
    case 'mask':
      return runLengthBox(annotation.mask);
    case 'line':
      return boxAround(annotation.path);
    case 'point':
      return boxAround([annotation.point]);
    case 'ellipse':
      return ellipseBox(annotation.ellipse);
    case 'cuboid':
      return boxAround([annotation.front, annotation.back].flatMap(boxCorners));
    case 'skeleton':
      return boxAround(annotation.nodes);
  }
}

function boxCorners({ x, y, width, height }: Box) {
  return [
    { x, y },
    { x: x + width, y: y + height },
  ];
}
