import * as z from 'zod';
import { pointSchema as placeSchema } from '../geometry/point.ts';
import { drawnBase } from './annotation-base.ts';

/** A single place in an image: a keypoint. */
export const pointSchema = z.object({
  kind: z.literal('point'),
  ...drawnBase,
  point: placeSchema,
});
export type PointAnnotation = z.infer<typeof pointSchema>;
