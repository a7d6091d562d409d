import * as z from 'zod';
import { boxSchema } from '../geometry/box.ts';
import { drawnBase } from './annotation-base.ts';

/** An axis-aligned box around an object in an image. */
export const boundingBoxSchema = z.object({
  kind: z.literal('bounding_box'),
  ...drawnBase,
  box: boxSchema,
});
export type BoundingBox = z.infer<typeof boundingBoxSchema>;
