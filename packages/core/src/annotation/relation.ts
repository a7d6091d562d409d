import * as z from 'zod';
import { annotationBase } from './annotation-base.ts';

/** That one annotation of a prediction has to do with another: who rides what. Some call it an edge. */
export const relationSchema = z.object({
  kind: z.literal('relation'),
  ...annotationBase,
  /** `id` of the annotation from which it goes. */
  from: z.string().min(1).max(256),
  /** `id` of the annotation to which it goes. */
  to: z.string().min(1).max(256),
});
export type Relation = z.infer<typeof relationSchema>;
