import { boxIou } from './box.ts';
import { evenOddArea } from './even-odd-area.ts';
import { type Rings, ringsArea, ringsBox } from './rings.ts';

/**
 * Intersection over union of two polygons, 0 to 1; 0 where both are empty. Where the other is a crowd, it is
 * the intersection over the area of the one: how much of it lies in the crowd. Not counted in pixels but
 * exact, up to the limit of `evenOddArea`.
 */
export function ringsIou(one: Rings, other: Rings, isCrowd = false): number {
  if (boxIou(ringsBox(one), ringsBox(other)) === 0) return 0;
  const common = evenOddArea([one, other]);
  if (common === 0) return 0;
  const area = ringsArea(one);
  // Rounding may find a little more in common than there is.
  return Math.min(1, common / (isCrowd ? area : area + ringsArea(other) - common));
}
