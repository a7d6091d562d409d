import * as z from 'zod';
import type { Point } from './point.ts';

/** An axis-aligned box in absolute pixels; `x` and `y` are its left and top edge. Sizes are never negative. */
export const boxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});
export type Box = z.infer<typeof boxSchema>;

/** Area in square pixels. */
export function boxArea(box: Box): number {
  return box.width * box.height;
}

/** The smallest box around the points; a box of no size at the origin where there are none. */
export function boxAround(points: readonly Point[]): Box {
  if (points.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Intersection over union of two boxes, 0 to 1; 0 where both are empty. */
export function boxIou(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const intersection = width * height;
  return intersection / (boxArea(one) + boxArea(other) - intersection);
}

/** In pixels. Models count in 32-bit floats: a box that ends at an edge ends 0.00005 beyond it as often as not. */
const roundingError = 0.01;

/** Whether any part of the box lies outside an image of this size in pixels, but for rounding. */
export function isOutside(box: Box, image: { width: number; height: number }): boolean {
  return (
    Math.min(box.x, box.y) < -roundingError ||
    box.x + box.width > image.width + roundingError ||
    box.y + box.height > image.height + roundingError
  );
}
