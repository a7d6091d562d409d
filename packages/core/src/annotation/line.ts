import * as z from 'zod';
import { pointSchema } from '../geometry/point.ts';
import { drawnBase } from './annotation-base.ts';

/** A line from point to point in an image, open at its ends. */
export const lineSchema = z.object({
  kind: z.literal('line'),
  ...drawnBase,
  path: z.array(pointSchema).min(2),
});
export type Line = z.infer<typeof lineSchema>;
