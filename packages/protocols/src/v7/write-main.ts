import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Json } from '@patchbay/core/json.ts';

type Fields = { [field: string]: Json };

/** The main type of a result and what stands beside it; null where V7 has no such type. */
export function writeMain(annotation: Annotation): Fields | null {
  const main = writeShape(annotation);
  return main && { ...main, ...writeSubs(annotation) };
}

function writeShape(annotation: Annotation): Fields | null {
  switch (annotation.kind) {
    case 'bounding_box':
      return { bounding_box: writeBox(annotation.box) };
    case 'cuboid':
      return { cuboid: { front: writeBox(annotation.front), back: writeBox(annotation.back) } };
    case 'ellipse': {
      const { center, radius, angle } = annotation.ellipse;
      return {
        ellipse: {
          center: writePoint(center),
          radius: writePoint(radius),
          angle: writeAngle(angle),
        },
      };
    }
    case 'line':
      return { line: { path: annotation.path.map(writePoint) } };
    case 'point':
      return { keypoint: writePoint(annotation.point) };
    case 'polygon': {
      const [path = [], ...further] = annotation.rings.map((ring) => ring.map(writePoint));
      return { polygon: further.length > 0 ? { path, additional_paths: further } : { path } };
    }
    case 'skeleton':
      return {
        skeleton: {
          nodes: annotation.nodes.map(({ x, y, occluded, name }) => ({
            x,
            y,
            occluded,
            ...(name !== undefined && { name }),
          })),
        },
      };
    case 'vector':
      return {
        directional_vector: { angle: writeAngle(annotation.angle), length: annotation.length },
      };
    case 'tag':
      return { tag: {} };
    default:
      return null;
  }
}

function writeBox({ x, y, width, height }: Box): Fields {
  return { x, y, w: width, h: height };
}

/** V7 knows no negative angle; the same turn is reached the other way round. */
function writeAngle(angle: number): number {
  const turn = 2 * Math.PI;
  return angle < 0 ? (angle % turn) + turn : angle;
}

function writePoint({ x, y }: Point): Fields {
  return { x, y };
}

function writeSubs(annotation: Annotation): Fields {
  const text = 'text' in annotation ? annotation.text : undefined;
  const attributes = 'attributes' in annotation ? annotation.attributes : undefined;
  return {
    ...(text !== undefined && { text: { text } }),
    ...(attributes !== undefined && { attributes }),
  };
}
