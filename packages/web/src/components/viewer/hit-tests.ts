import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Ellipse } from '@patchbay/core/geometry/ellipse.ts';
import { unpackCounts } from '@patchbay/core/geometry/packed-counts.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Rings } from '@patchbay/core/geometry/rings.ts';
import type { RunLength } from '@patchbay/core/geometry/run-length.ts';

/** Whether a point lies in a box, or within some pixels of it. */
export function isInBox({ x, y }: Point, box: Box, margin = 0): boolean {
  return (
    x >= box.x - margin &&
    y >= box.y - margin &&
    x <= box.x + box.width + margin &&
    y <= box.y + box.height + margin
  );
}

/** Even-odd rule over all rings: a point in a hole is outside. */
export function isInRings({ x, y }: Point, rings: Rings): boolean {
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

export function isInEllipse(point: Point, { center, radius, angle }: Ellipse): boolean {
  const [dx, dy] = [point.x - center.x, point.y - center.y];
  const along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / radius.x;
  const across = (dy * Math.cos(angle) - dx * Math.sin(angle)) / radius.y;
  return along ** 2 + across ** 2 <= 1;
}

/** Whether a point lies within some pixels of one of several places. */
export function isNearAny(point: Point, places: readonly Point[], tolerance: number): boolean {
  return places.some(({ x, y }) => Math.hypot(point.x - x, point.y - y) <= tolerance);
}

/** Whether a point lies within some pixels of a line from place to place. */
export function isNearPath(point: Point, path: readonly Point[], tolerance: number): boolean {
  return path.some((end, index) => {
    const start = path[index - 1] ?? end;
    return distanceToSegment(point, start, end) <= tolerance;
  });
}

function distanceToSegment(point: Point, start: Point, end: Point): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const squared = dx ** 2 + dy ** 2;
  const along = squared === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / squared;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - (start.x + share * dx), point.y - (start.y + share * dy));
}

/** Whether a pixel is set, read from the run lengths without drawing the mask. */
export function createMaskTest(mask: RunLength): (point: Point) => boolean {
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
