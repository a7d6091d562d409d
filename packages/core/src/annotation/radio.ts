import * as z from 'zod';
import { annotationBase } from './annotation-base.ts';

/** One option chosen for a question. */
export const radioSchema = z.object({
  kind: z.literal('radio'),
  ...annotationBase,
  /** Value of the chosen option. */
  option: z.string().min(1),
});
export type Radio = z.infer<typeof radioSchema>;
