import type { Point } from './point.ts';
import { cutIntoStrips, findSides, type Side, type StripSide } from './polygon-strips.ts';

/** So many sides of strips are looked at, within a second, before an area is measured in samples. */
const mostLooks = 2_000_000;

/** Strips of equal width from which the area of polygons with more crossings than that is measured. */
const sampledStrips = 128;

/**
 * Area in square pixels of what lies inside all of the polygons (at most 30), each filled by the even-odd
 * rule.
 *
 * The plane is cut into upright strips in which no side begins, ends or crosses another. There the length
 * of what is inside changes evenly from left to right, so that its length in the middle times the width of
 * the strip is its area. No outline is built: sides on top of each other, repeated points and outlines that
 * cross themselves need no care, and rounding moves an area by as little as it moves a point.
 *
 * Where thousands of sides nearly all cross each other, this would take hours: their area is taken from 128
 * strips of equal width, in which crossings are not looked for.
 */
export function evenOddArea(polygons: readonly (readonly (readonly Point[])[])[]): number {
  const sides = polygons.map((rings, index) => findSides(rings, 1 << index));
  const reaches = sides.map(reachOf);
  const from = Math.max(...reaches.map(([left]) => left));
  const to = Math.min(...reaches.map(([, right]) => right));
  if (from >= to) return 0;
  const inAll = 2 ** polygons.length - 1;
  const all = sides.flat();
  return measureExactly(all, from, to, inAll) ?? measureSamples(all, from, to, inAll);
}

function reachOf(sides: readonly Side[]): [left: number, right: number] {
  let [left, right] = [Infinity, -Infinity];
  for (const side of sides) {
    left = Math.min(left, side.left.x);
    right = Math.max(right, side.right.x);
  }
  return [left, right];
}

/** The area from strips in which nothing begins or ends; null where that takes too long. */
function measureExactly(sides: readonly Side[], from: number, to: number, inAll: number) {
  const ends = sides.flatMap(({ left, right }) => [left.x, right.x]);
  const borders = new Set([from, ...ends.filter((x) => x > from && x < to), to]);
  let area = 0;
  let looks = 0;
  for (const strip of cutIntoStrips(sides, Float64Array.from(borders).sort())) {
    const ordered = strip.sides.toSorted(
      (one, other) => one.first - other.first || one.last - other.last,
    );
    const cuts = findCuts(ordered, mostLooks - looks);
    looks += ordered.length * (cuts.length + 1);
    if (looks > mostLooks) return null;
    area += strip.width * meanLengthInside(ordered, cuts, inAll);
  }
  return area;
}

/** The area from strips of equal width, as if nothing began, ended or crossed in them. */
function measureSamples(sides: readonly Side[], from: number, to: number, inAll: number): number {
  const width = (to - from) / sampledStrips;
  const borders = Float64Array.from(
    { length: sampledStrips + 1 },
    (_, index) => from + index * width,
  );
  let area = 0;
  for (const strip of cutIntoStrips(sides, borders)) {
    area += width * lengthInside(orderAt(strip.sides, 0.5), 0.5, inAll);
  }
  return area;
}

/** Where two sides of a strip, in the order of their left ends, cross each other: shares of its width. */
function findCuts(sides: readonly StripSide[], looks: number): number[] {
  const cuts: number[] = [];
  const isCrossed = sides.some((side, index) => side.last < (sides[index - 1]?.last ?? -Infinity));
  if (!isCrossed) return cuts;
  const order = [...sides];
  // Put in order of their right ends, a side passes just those that it crosses.
  for (let index = 1; index < order.length; index += 1) {
    const side = order[index];
    let place = index;
    for (; side && place > 0; place -= 1) {
      const other = order[place - 1];
      if (!other || other.last <= side.last) break;
      const [before, after] = [side.first - other.first, other.last - side.last];
      cuts.push(before / (before + after));
      order[place] = other;
    }
    if (side) order[place] = side;
    if (cuts.length * sides.length > looks) break;
  }
  return cuts.sort((one, other) => one - other);
}

/** How much of an upright line through a strip is inside all polygons, on average over its width. */
function meanLengthInside(sides: readonly StripSide[], cuts: readonly number[], inAll: number) {
  if (cuts.length === 0) return lengthInside(sides, 0.5, inAll);
  let [mean, start] = [0, 0];
  for (const end of [...cuts, 1]) {
    const middle = (start + end) / 2;
    mean += (end - start) * lengthInside(orderAt(sides, middle), middle, inAll);
    start = end;
  }
  return mean;
}

/** Sides of a strip from above to below at a share of its width. */
function orderAt(sides: readonly StripSide[], share: number): StripSide[] {
  return sides.toSorted((one, other) => heightAt(one, share) - heightAt(other, share));
}

/** How much of the line at a share of the width of a strip is inside all polygons. */
function lengthInside(sides: readonly StripSide[], share: number, inAll: number): number {
  let [length, above, inside] = [0, 0, 0];
  for (const side of sides) {
    const height = heightAt(side, share);
    if (inside === inAll) length += height - above;
    inside ^= side.polygon;
    above = height;
  }
  return length;
}

function heightAt({ first, last }: StripSide, share: number): number {
  return first + (last - first) * share;
}
