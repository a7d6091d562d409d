import * as z from 'zod';
import { runStateSchema } from './run-state.ts';

/** How many items of a run are in each state. Kept by the transactions that save, never by counting. */
export const itemCountsSchema = z.object({
  total: z.int().nonnegative(),
  pending: z.int().nonnegative(),
  succeeded: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  cancelled: z.int().nonnegative(),
  ignored: z.int().nonnegative(),
});
export type ItemCounts = z.infer<typeof itemCountsSchema>;

/** Number of items that have been through the model, well or not; what was cancelled has not. */
export function countFinished(counts: ItemCounts): number {
  return counts.succeeded + counts.failed + counts.ignored;
}

/** One moment of a run, as it is pushed to those who watch. */
export const runProgressSchema = z.object({
  runId: z.uuid(),
  state: runStateSchema,
  counts: itemCountsSchema,
  /** Items finished per second over the last moments; null until there are two moments to compare. */
  itemsPerSecond: z.number().nonnegative().nullable(),
  /** Seconds until the last item at this pace; null where the pace is not known. */
  secondsLeft: z.number().nonnegative().nullable(),
  at: z.iso.datetime(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;
