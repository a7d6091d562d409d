import type { ImageSize } from '../data-row/data-row.ts';
import { scaleBox, scaleDirection, scaleEllipse, scalePoint } from '../geometry/scale.ts';
import { scaleRunLength } from '../geometry/scale-run-length.ts';
import type { Annotation } from './annotation.ts';

/**
 * An annotation of an image that was scaled, in the pixels of the image in another size. What is not
 * drawn stays as it is.
 * @throws RunLengthError where a mask cannot be drawn.
 */
export function scaleAnnotation(
  annotation: Annotation,
  from: ImageSize,
  to: ImageSize,
): Annotation {
  const factors = { x: to.width / from.width, y: to.height / from.height };
  switch (annotation.kind) {
    case 'bounding_box':
      return { ...annotation, box: scaleBox(annotation.box, factors) };
    case 'polygon': {
      const rings = annotation.rings.map((ring) => ring.map((it) => scalePoint(it, factors)));
      return { ...annotation, rings };
    }
    case 'mask':
      return { ...annotation, mask: scaleRunLength(annotation.mask, [to.height, to.width]) };
    case 'line':
      return { ...annotation, path: annotation.path.map((it) => scalePoint(it, factors)) };
    case 'point':
      return { ...annotation, point: scalePoint(annotation.point, factors) };
    case 'ellipse':
      return { ...annotation, ellipse: scaleEllipse(annotation.ellipse, factors) };
    case 'cuboid': {
      const { front, back } = annotation;
      return { ...annotation, front: scaleBox(front, factors), back: scaleBox(back, factors) };
    }
    case 'skeleton':
      return { ...annotation, nodes: annotation.nodes.map((it) => scalePoint(it, factors)) };
    case 'vector':
      return { ...annotation, ...scaleDirection(annotation, factors) };
    case 'entity':
    case 'relation':
    case 'radio':
    case 'checklist':
    case 'free_text':
    case 'tag':
      return annotation;
  }
}
