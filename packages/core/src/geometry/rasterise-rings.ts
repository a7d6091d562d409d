import type { Box } from './box.ts';
import { createEdgeList } from './edge-list.ts';
import type { Point } from './point.ts';
import { maskOfEdges } from './run-edges.ts';
import { maximumMaskArea, type RunLength } from './run-length.ts';

/**
 * The pixels of a polygon, as pycocotools (`rleFrPoly` in `maskApi.c`) draws each of its rings: where the
 * outline passes the middle of a column of pixels, on a grid five times as fine, the mask changes. Rings
 * are filled by the even-odd rule, so that a ring inside another is a hole. COCO itself takes several
 * polygons for the sum of their pixels: the two agree where no ring lies in another.
 * @throws RangeError where the image is larger than a mask can be.
 */
export function rasteriseRings(
  rings: readonly (readonly Point[])[],
  size: readonly [height: number, width: number],
): RunLength {
  const [height, width] = size;
  if (height * width > maximumMaskArea) {
    throw new RangeError(`A mask of ${height} × ${width} pixels is too large to be drawn`);
  }
  const edges = createEdgeList();
  for (const ring of rings) {
    const points = ring.map(toFineGrid);
    points.forEach((point, index) => {
      addCrossings(points.at(index - 1) ?? point, point, size, edges.toggle);
    });
  }
  return maskOfEdges(edges.list(), size);
}

/** The pixels of a box, as pycocotools draws them (`rleFrBbox`); otherwise as {@link rasteriseRings}. */
export function rasteriseBox(
  { x, y, width, height }: Box,
  size: readonly [height: number, width: number],
): RunLength {
  const [right, bottom] = [x + width, y + height];
  const corners = [
    { x, y },
    { x, y: bottom },
    { x: right, y: bottom },
    { x: right, y },
  ];
  return rasteriseRings([corners], size);
}

/** How much finer than pixels the grid is on which outlines are drawn. */
const fineness = 5;

/** In pixels. Farther away nothing is told apart; pycocotools counts in 32 bits and gets lost there. */
const farthest = 4e8;

/** The place of a point on the fine grid; what lies left of or above the image is rounded towards it. */
function toFineGrid(point: Point): Point {
  return { x: toFineStep(point.x), y: toFineStep(point.y) };
}

function toFineStep(coordinate: number): number {
  const near = Math.max(-farthest, Math.min(farthest, coordinate));
  return Math.trunc(fineness * near + 0.5);
}

/**
 * The edges that a straight line between two points of the fine grid makes: one in every column of pixels
 * whose middle it passes, which is between the fine columns 5n + 2 and 5n + 3.
 */
function addCrossings(
  one: Point,
  other: Point,
  [height, width]: readonly [height: number, width: number],
  toggle: (pixel: number) => void,
): void {
  const rowAt = createRowFinder(one, other);
  const first = Math.max(0, Math.ceil((Math.min(one.x, other.x) - 2) / fineness));
  const last = Math.min(width - 1, Math.floor((Math.max(one.x, other.x) - 3) / fineness));
  for (let column = first; column <= last; column += 1) {
    const row = (rowAt(column * fineness + 2) + 0.5) / fineness - 0.5;
    toggle(column * height + Math.ceil(Math.max(0, Math.min(height, row))));
  }
}

/**
 * A function that tells the fine row at which the line between two points passes from a fine column into
 * the next: the upper of the two rows. The line goes step by step along its longer side, and what it is
 * at each step is rounded, by the very arithmetic of pycocotools: another rounding is another mask.
 */
function createRowFinder(one: Point, other: Point): (column: number) => number {
  const [width, height] = [Math.abs(other.x - one.x), Math.abs(other.y - one.y)];
  if (width >= height) {
    const [left, right] = one.x <= other.x ? [one, other] : [other, one];
    const slope = (right.y - left.y) / width;
    const rowAt = (step: number) => Math.trunc(left.y + slope * step + 0.5);
    return (column) => Math.min(rowAt(column - left.x), rowAt(column + 1 - left.x));
  }
  const [top, bottom] = one.y <= other.y ? [one, other] : [other, one];
  const slope = (bottom.x - top.x) / height;
  return (column) => {
    const hasPassed = (step: number) =>
      Math.trunc(top.x + slope * step + 0.5) > column === slope > 0;
    let step = Math.round((column + 0.5 - top.x) / slope);
    while (hasPassed(step)) step -= 1;
    while (!hasPassed(step + 1)) step += 1;
    return top.y + step;
  };
}
