import * as z from 'zod';
import { toolBase } from './annotation-base.ts';

/** A span of a text: half-open, in Unicode code points. */
export const entitySchema = z.object({
  kind: z.literal('entity'),
  ...toolBase,
  /** First code point of the span. */
  start: z.int().nonnegative(),
  /** First code point behind the span. */
  end: z.int().nonnegative(),
  /** The words of the span as they stand in the text. */
  text: z.string(),
});
export type Entity = z.infer<typeof entitySchema>;
