import * as z from 'zod';
import type { Box } from './box.ts';
import { type Point, pointSchema } from './point.ts';

/** An ellipse in absolute pixels. */
export const ellipseSchema = z.object({
  center: pointSchema,
  /** Half axes in pixels, along x and y of the ellipse before it is turned. Never negative. */
  radius: z.object({ x: z.number().nonnegative(), y: z.number().nonnegative() }),
  /** Turn about the centre in radians, clockwise as seen (from x towards y, which points down). */
  angle: z.number(),
});
export type Ellipse = z.infer<typeof ellipseSchema>;

/** The smallest box around an ellipse. */
export function ellipseBox({ center, radius, angle }: Ellipse): Box {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const halfWidth = Math.hypot(radius.x * cosine, radius.y * sine);
  const halfHeight = Math.hypot(radius.x * sine, radius.y * cosine);
  return {
    x: center.x - halfWidth,
    y: center.y - halfHeight,
    width: halfWidth * 2,
    height: halfHeight * 2,
  };
}

/**
 * An ellipse as a closed line of so many points on it, from the end of its half axis along x. What it
 * encloses is a little less: 0.2 % with 64 points.
 */
export function ellipseRing({ center, radius, angle }: Ellipse, points = 64): Point[] {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: points }, (_, index) => {
    const turn = (2 * Math.PI * index) / points;
    const [x, y] = [radius.x * Math.cos(turn), radius.y * Math.sin(turn)];
    return { x: center.x + x * cosine - y * sine, y: center.y + x * sine + y * cosine };
  });
}
