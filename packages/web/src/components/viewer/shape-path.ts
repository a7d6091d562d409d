import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Shape } from './shape.ts';
import { listSkeletonEdges } from './skeleton-edges.ts';

/** The lines of a shape in pixels of the image. What has the same size at every zoom is not among them. */
export interface ShapePath {
  /** What is filled, even-odd, and drawn around; null where a shape encloses nothing. */
  readonly area: Path2D | null;
  /** Lines that are drawn and enclose nothing. */
  readonly lines: Path2D | null;
  /** Finer lines: what lies behind. */
  readonly fine: Path2D | null;
}

const paths = new WeakMap<Shape, ShapePath>();

/** The lines of a shape, made once. */
export function pathOf(shape: Shape): ShapePath {
  const known = paths.get(shape);
  if (known) return known;
  const made = { area: null, lines: null, fine: null, ...tracePath(shape) };
  paths.set(shape, made);
  return made;
}

function tracePath({ annotation }: Shape): Partial<ShapePath> {
  const path = new Path2D();
  switch (annotation.kind) {
    case 'bounding_box':
      addBox(path, annotation.box);
      return { area: path };
    case 'polygon':
      for (const ring of annotation.rings) {
        addPath(path, ring);
        path.closePath();
      }
      return { area: path };
    case 'ellipse': {
      const { center, radius, angle } = annotation.ellipse;
      path.ellipse(center.x, center.y, radius.x, radius.y, angle, 0, 2 * Math.PI);
      return { area: path };
    }
    case 'line':
      addPath(path, annotation.path);
      return { lines: path };
    case 'skeleton':
      for (const edge of listSkeletonEdges(annotation.nodes)) addPath(path, edge);
      return { lines: path };
    case 'cuboid':
      addBox(path, annotation.front);
      return { area: path, fine: traceBack(annotation) };
    case 'point':
    case 'mask':
      return {};
  }
}

/** The back of a cuboid, and the edges from its corners to those of the front. */
function traceBack({ front, back }: { front: Box; back: Box }): Path2D {
  const path = new Path2D();
  addBox(path, back);
  const behind = cornersOf(back);
  for (const [index, corner] of cornersOf(front).entries()) {
    addPath(path, [corner, behind[index] ?? corner]);
  }
  return path;
}

function addBox(path: Path2D, { x, y, width, height }: Box): void {
  path.rect(x, y, width, height);
}

function addPath(path: Path2D, points: readonly Point[]): void {
  for (const [index, { x, y }] of points.entries()) {
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
}

function cornersOf({ x, y, width, height }: Box): Point[] {
  const [right, bottom] = [x + width, y + height];
  return [
    { x, y },
    { x: right, y },
    { x: right, y: bottom },
    { x, y: bottom },
  ];
}
