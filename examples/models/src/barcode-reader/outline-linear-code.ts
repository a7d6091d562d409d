import type { Point } from '@patchbay/model-kit';
import {
  correlate,
  type Direction,
  findDirectionAcross,
  sampleProfile,
  step,
} from './bar-profile.ts';
import type { Corners } from './decode-codes.ts';
import type { GreyImage } from './grey-image.ts';

/** Profiles less alike than this do not show the same bars. */
const sameBars = 0.5;
/** Rows of scratches or noise that following a bar may cross. */
const longestGap = 3;

/**
 * Finds the four corners of a linear code. The decoder reads along horizontal or vertical lines and
 * tells only where the first and the last good one crossed the code, which of a tilted code is a sliver.
 * From one such line the bars are followed up and down at two places, until they end; the ends give the
 * upper and the lower edge, the ends of the line and the slant of the bars the other two.
 */
export function outlineLinearCode(image: GreyImage, read: Corners): Corners {
  const start = middle(read[0], read[3]);
  const end = middle(read[1], read[2]);
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length < 20) return read;
  const toward = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
  const [first, second] = [0.25, 0.75].map((share) =>
    followBars(image, step(start, toward, share * length), toward, 0.15 * length),
  );
  if (!first || !second) return read;
  const before = extrapolate(first, second);
  const behind = extrapolate(second, first);
  const corners = [
    intersect(first.top, second.top, start, step(start, before, 1)),
    intersect(first.top, second.top, end, step(end, behind, 1)),
    intersect(first.bottom, second.bottom, end, step(end, behind, 1)),
    intersect(first.bottom, second.bottom, start, step(start, before, 1)),
  ] as const;
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  if (!topLeft || !topRight || !bottomRight || !bottomLeft) return read;
  return [topLeft, topRight, bottomRight, bottomLeft];
}

/** Where the bars near one place end, seen in reading direction. */
interface BarEnds {
  readonly top: Point;
  readonly bottom: Point;
}

function followBars(
  image: GreyImage,
  from: Point,
  toward: Direction,
  reach: number,
): BarEnds | null {
  const across = findDirectionAcross(image, from, toward, reach);
  const up = { x: across.y, y: -across.x };
  const down = { x: -across.y, y: across.x };
  const ends = {
    top: followUntilEnd(image, from, up, across, reach),
    bottom: followUntilEnd(image, from, down, across, reach),
  };
  const height = Math.hypot(ends.top.x - ends.bottom.x, ends.top.y - ends.bottom.y);
  return height >= 3 ? ends : null;
}

/**
 * Walks along the bars a pixel at a time, as long as the profile across them stays the same. The bars may
 * drift sideways a little with each step, since perspective slants them and directions are measured.
 */
function followUntilEnd(
  image: GreyImage,
  from: Point,
  along: Direction,
  across: Direction,
  reach: number,
): Point {
  const bars = sampleProfile(image, from, across, reach);
  const limit = image.width + image.height;
  let drift = 0;
  let last = from;
  for (let distance = 1, gap = 0; gap <= longestGap && distance < limit; distance += 1) {
    const straight = step(from, along, distance);
    const [best] = [drift - 0.5, drift, drift + 0.5]
      .map((shift) => {
        const place = step(straight, across, shift);
        return {
          shift,
          place,
          likeness: correlate(bars, sampleProfile(image, place, across, reach)),
        };
      })
      .sort((one, other) => other.likeness - one.likeness);
    if (best && best.likeness >= sameBars) {
      drift = best.shift;
      last = best.place;
      gap = 0;
    } else gap += 1;
  }
  return last;
}

/** The slant of the bars at the edge beyond one of two places, as it changes from the other to it. */
function extrapolate(near: BarEnds, far: BarEnds): Direction {
  const slant = ({ top, bottom }: BarEnds) => {
    const length = Math.hypot(bottom.x - top.x, bottom.y - top.y);
    return { x: (bottom.x - top.x) / length, y: (bottom.y - top.y) / length };
  };
  const [here, there] = [slant(near), slant(far)];
  return { x: here.x + (here.x - there.x) / 2, y: here.y + (here.y - there.y) / 2 };
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

/** Where the line through a and b meets the one through c and d; null where they are parallel. */
function intersect(a: Point, b: Point, c: Point, d: Point): Point | null {
  const cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (Math.abs(cross) < 1e-9) return null;
  const share = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}
