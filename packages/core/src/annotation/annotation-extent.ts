import type { Box } from '../geometry/box.ts';
import type { Annotation } from './annotation.ts';
import { annotationBox } from './annotation-box.ts';

/**
 * The smallest box around the coordinates of an annotation, which may be in a wrong unit. Null for what
 * cannot be: a mask lies in the image by its form, a vector has no place, the rest is not drawn.
 */
export function annotationExtent(annotation: Annotation): Box | null {
  switch (annotation.kind) {
    case 'bounding_box':
    case 'polygon':
    case 'line':
    case 'point':
    case 'ellipse':
    case 'cuboid':
    case 'skeleton':
      return annotationBox(annotation);
    case 'mask':
    case 'vector':
    case 'entity':
    case 'relation':
    case 'radio':
    case 'checklist':
    case 'free_text':
    case 'tag':
      return null;
  }
}
