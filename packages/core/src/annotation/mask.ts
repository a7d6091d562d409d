import * as z from 'zod';
import { runLengthSchema } from '../geometry/run-length.ts';
import { drawnBase } from './annotation-base.ts';

/** The pixels of an object in an image. */
export const maskSchema = z.object({
  kind: z.literal('mask'),
  ...drawnBase,
  mask: runLengthSchema,
});
export type Mask = z.infer<typeof maskSchema>;
