import * as z from 'zod';
import { type Box, boxAround } from './box.ts';
import { evenOddArea } from './even-odd-area.ts';
import type { Point } from './point.ts';
import { pointSchema } from './point.ts';

/** A closed line of at least three points; the last is joined to the first and not repeated. */
export const ringSchema = z.array(pointSchema).min(3);

/** The outline of a polygon: an outer ring, then holes and further parts, filled by the even-odd rule. */
export const ringsSchema = z.array(ringSchema).min(1);
export type Rings = z.infer<typeof ringsSchema>;

/** Area enclosed by one ring in square pixels (shoelace formula), without sign. */
export function ringArea(ring: readonly Point[]): number {
  let doubled = 0;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous) doubled += previous.x * point.y - point.x * previous.y;
    previous = point;
  }
  return Math.abs(doubled) / 2;
}

/** Area of a polygon in square pixels: what its rings enclose by the even-odd rule. */
export function ringsArea(rings: Rings): number {
  return evenOddArea([rings]);
}

/** The smallest box around a polygon. */
export function ringsBox(rings: Rings): Box {
  return boxAround(rings.flat());
}
