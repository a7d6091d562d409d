import { usualOverlap } from '@patchbay/core/prediction/compare-predictions.ts';
import * as z from 'zod';

/** Which kinds of differences are listed; `one-sided` are items of which one run alone has a prediction. */
export const shownChanges = ['any', 'added', 'removed', 'changed', 'one-sided'] as const;

/** Which runs are compared, how, and what of it is looked at. Stands in the address. */
export const compareSearchSchema = z.object({
  a: z.uuid().optional().catch(undefined),
  b: z.uuid().optional().catch(undefined),
  overlap: z.number().min(0.05).max(0.95).default(usualOverlap).catch(usualOverlap),
  show: z.enum(shownChanges).default('any').catch('any'),
  /** The item of run a that is looked at. */
  item: z.uuid().optional().catch(undefined),
});
export type CompareSearch = z.output<typeof compareSearchSchema>;
export const emptyComparison: CompareSearch = compareSearchSchema.parse({});
