import * as z from 'zod';

/** How hard an endpoint may be driven. Belongs to the model, not to its revisions: it holds at once. */
export const limitsSchema = z.strictObject({
  /**
   * Calls per second over all workers; fractions are meant (0.1 is one call in ten seconds, the
   * least is one in a thousand). Null: no limit.
   */
  requestsPerSecond: z.number().min(0.001).max(10_000).nullable().default(null),
  /** Calls in flight at once in each worker. */
  concurrency: z.int().min(1).max(256).default(8),
  /** Time limit of one call from connecting to the last byte, in milliseconds. */
  timeoutMs: z.int().min(100).max(3_600_000).default(30_000),
  /** How often an item is called at most, the first time included. */
  maximumAttempts: z.int().min(1).max(20).default(4),
});
export type Limits = z.infer<typeof limitsSchema>;

/** The limits of a new model: a time limit that is left out is that of its protocol. */
export const newLimitsSchema = limitsSchema.extend({
  timeoutMs: limitsSchema.shape.timeoutMs.unwrap().optional(),
});
