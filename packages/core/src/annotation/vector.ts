import * as z from 'zod';
import { drawnBase } from './annotation-base.ts';

/**
 * A direction, such as that of a movement. It has no place of its own: contracts that know it give an
 * angle and a length alone.
 */
export const vectorSchema = z.object({
  kind: z.literal('vector'),
  ...drawnBase,
  /** In radians, from the x axis towards y, which points down. */
  angle: z.number(),
  /** In pixels. */
  length: z.number().nonnegative(),
});
export type Vector = z.infer<typeof vectorSchema>;
