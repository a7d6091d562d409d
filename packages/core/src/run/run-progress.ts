import * as z from 'zod';
import { pauseSchema } from './pause.ts';
import { hasEnded, type RunState, runStateSchema } from './run-state.ts';

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

/** Whether nothing more will change: a run that was cancelled has ended before all its items have. */
export function isSettled({ state, counts }: { state: RunState; counts: ItemCounts }): boolean {
  return hasEnded(state) && (state !== 'cancelled' || counts.pending === 0);
}

/** How long calls of the last minute took, in milliseconds; off by at most 4.5 % (`latency-histogram.ts`). */
export const latencySchema = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Latency = z.infer<typeof latencySchema>;

/** One moment of a run, as it is pushed to those who watch. */
export const runProgressSchema = z.object({
  runId: z.uuid(),
  state: runStateSchema,
  /** Why the run failed or is paused, where it is. */
  reason: z.string().nullable(),
  pause: pauseSchema.nullable(),
  counts: itemCountsSchema,
  /** Of the pending items, those that are being called or saved just now. */
  inFlight: z.int().nonnegative(),
  /** The failed items by their code, the most frequent first. */
  failures: z.array(z.object({ code: z.string(), count: z.int().positive() })),
  /** Null where there was no call in the last minute. */
  latencyMs: latencySchema.nullable(),
  /** Items finished per second over the last moments; null until there are two moments to compare. */
  itemsPerSecond: z.number().nonnegative().nullable(),
  /** Seconds until the last item at this pace; null where the pace is not known. */
  secondsLeft: z.number().nonnegative().nullable(),
  at: z.iso.datetime(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;
