import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';

/** The body of every answer of our API that is not a success. */
export const errorBodySchema = problemSchema.extend({
  /** What to do about it, from the error table. */
  remedy: z.string(),
  /** Finds the request in the log of the hub. */
  requestId: z.string(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
