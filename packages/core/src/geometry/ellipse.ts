import * as z from 'zod';
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
