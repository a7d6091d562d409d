import * as z from 'zod';
import { annotationBase } from './annotation-base.ts';

/** An answer in words. */
export const freeTextSchema = z.object({
  kind: z.literal('free_text'),
  ...annotationBase,
  text: z.string(),
});
export type FreeText = z.infer<typeof freeTextSchema>;
