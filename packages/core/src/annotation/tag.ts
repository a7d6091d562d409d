import * as z from 'zod';
import { annotationBase } from './annotation-base.ts';

/** A class that holds for the whole data row. */
export const tagSchema = z.object({
  kind: z.literal('tag'),
  ...annotationBase,
  text: z.string().optional(),
  attributes: z.array(z.string()).optional(),
});
export type Tag = z.infer<typeof tagSchema>;
