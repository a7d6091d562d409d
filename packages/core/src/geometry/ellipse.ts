import * as z from 'zod';
import type { Box } from './box.ts';
import { pointSchema } from './point.ts';

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
