import * as z from 'zod';
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
