import * as z from 'zod';
import { drawnBase } from './annotation-base.ts';

/** The joints of an object in an image, such as those of a body. */
export const skeletonSchema = z.object({
  kind: z.literal('skeleton'),
  ...drawnBase,
  nodes: z
    .array(
      z.object({
        x: z.number(),
        y: z.number(),
        /** Whether the joint is hidden behind something. */
        occluded: z.boolean(),
        /** What the joint is called, where the model says: `left_knee`. */
        name: z.string().optional(),
      }),
    )
    .min(1),
});
export type Skeleton = z.infer<typeof skeletonSchema>;
