import * as z from 'zod';
import { boxSchema } from '../geometry/box.ts';
import { drawnBase } from './annotation-base.ts';

/** A box in space as it appears in an image: its front and its back face. */
export const cuboidSchema = z.object({
  kind: z.literal('cuboid'),
  ...drawnBase,
  front: boxSchema,
  back: boxSchema,
});
export type Cuboid = z.infer<typeof cuboidSchema>;
