import * as z from 'zod';
import { ellipseSchema as shapeSchema } from '../geometry/ellipse.ts';
import { drawnBase } from './annotation-base.ts';

/** An ellipse around an object in an image. */
export const ellipseSchema = z.object({
  kind: z.literal('ellipse'),
  ...drawnBase,
  ellipse: shapeSchema,
});
export type EllipseAnnotation = z.infer<typeof ellipseSchema>;
