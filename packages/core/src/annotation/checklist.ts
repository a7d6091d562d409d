import * as z from 'zod';
import { annotationBase } from './annotation-base.ts';
import { nestedAnswersSchema } from './nested-answer.ts';

/** Any number of options chosen for a question. */
export const checklistSchema = z.object({
  kind: z.literal('checklist'),
  ...annotationBase,
  /** Values of the chosen options, each once. */
  options: z.array(z.string().min(1)),
  /** Answers to the questions of chosen options; `under` says of which. */
  classifications: nestedAnswersSchema.optional(),
});
export type Checklist = z.infer<typeof checklistSchema>;
