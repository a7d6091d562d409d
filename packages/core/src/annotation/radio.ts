import * as z from 'zod';
import { annotationBase } from './annotation-base.ts';
import { nestedAnswersSchema } from './nested-answer.ts';

/** One option chosen for a question. */
export const radioSchema = z.object({
  kind: z.literal('radio'),
  ...annotationBase,
  /** Value of the chosen option. */
  option: z.string().min(1),
  /** Answers to the questions of the chosen option. */
  classifications: nestedAnswersSchema.optional(),
});
export type Radio = z.infer<typeof radioSchema>;
