import type { Point } from './point.ts';

/** A side of a polygon, from left to right. */
export interface Side {
  readonly left: Point;
  readonly right: Point;
  /** A bit for the polygon that it belongs to. */
  readonly polygon: number;
}

/** Sides within an upright strip of the plane. */
export interface Strip {
  /** In pixels. */
  readonly width: number;
  readonly sides: readonly StripSide[];
}

/** A side within a strip: its height on the left border and on the right one. */
export interface StripSide {
  readonly first: number;
  readonly last: number;
  readonly polygon: number;
}

/** Numbers beyond this have no area that a number could say. */
const farthest = 1e100;

/** The sides of a polygon but for the upright ones, which enclose nothing. */
export function findSides(rings: readonly (readonly Point[])[], polygon: number): Side[] {
  return rings.flatMap((ring) => {
    const points = ring.map(({ x, y }) => ({ x: bound(x), y: bound(y) }));
    return points.flatMap((to, index): Side[] => {
      const from = points.at(index - 1) ?? to;
      if (from.x === to.x) return [];
      return [
        from.x < to.x ? { left: from, right: to, polygon } : { left: to, right: from, polygon },
      ];
    });
  });
}

function bound(coordinate: number): number {
  return Math.max(-farthest, Math.min(farthest, coordinate));
}

/** The strips between one border and the next, each with the sides that pass its middle. */
export function* cutIntoStrips(sides: readonly Side[], borders: Float64Array): Generator<Strip> {
  const waiting = sides.toSorted((one, other) => one.left.x - other.left.x);
  let next = 0;
  let passing: Side[] = [];
  for (let index = 1; index < borders.length; index += 1) {
    const [left, right] = [borders[index - 1] ?? 0, borders[index] ?? 0];
    const middle = (left + right) / 2;
    for (let side = waiting[next]; side && side.left.x < middle; side = waiting[++next]) {
      passing.push(side);
    }
    passing = passing.filter((side) => side.right.x > middle);
    yield { width: right - left, sides: passing.map((side) => crossStrip(side, left, right)) };
  }
}

function crossStrip(side: Side, left: number, right: number): StripSide {
  return { first: heightAt(side, left), last: heightAt(side, right), polygon: side.polygon };
}

/** The height of a side at a place; beyond its ends, that of the end. */
function heightAt({ left, right }: Side, x: number): number {
  const share = Math.max(0, Math.min(1, (x - left.x) / (right.x - left.x)));
  return left.y + (right.y - left.y) * share;
}
