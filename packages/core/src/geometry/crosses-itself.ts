import type { Point } from './point.ts';

/** Rings of more points, or whose sides lie over each other more often, are not looked at. */
const mostPoints = 1000;
const mostComparisons = 50_000;

/** A side of a ring with its extent from left to right. */
interface Side {
  readonly start: Point;
  readonly end: Point;
  readonly left: number;
  readonly right: number;
}

/**
 * Whether two sides of a ring cross each other; sides that touch do not. Null where the ring is too long
 * to look: the sides are swept from left to right, and the work is bounded.
 */
export function crossesItself(ring: readonly Point[]): boolean | null {
  if (ring.length > mostPoints) return null;
  const sides = listSides(ring).sort((one, other) => one.left - other.left);
  let comparisons = 0;
  for (const [place, side] of sides.entries()) {
    for (let next = place + 1; next < sides.length; next += 1) {
      const other = sides[next];
      if (!other || other.left > side.right) break;
      comparisons += 1;
      if (comparisons > mostComparisons) return null;
      if (sidesCross(side, other)) return true;
    }
  }
  return false;
}

function listSides(ring: readonly Point[]): Side[] {
  return ring.flatMap((start, index) => {
    const end = ring[(index + 1) % ring.length];
    if (!end) return [];
    const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
    return [{ start, end, left, right }];
  });
}

/** Whether the inner points of two sides meet in one place. */
function sidesCross({ start: a, end: b }: Side, { start: c, end: d }: Side): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** On which side of the line from a to b a point lies: 1, -1, or 0 on it. */
function turn(a: Point, b: Point, point: Point): number {
  return Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x));
}
