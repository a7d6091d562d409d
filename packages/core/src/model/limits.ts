import * as z from 'zod';

const bounds = {
  /**
   * Calls per second over all workers; fractions are meant (0.1 is one call in ten seconds, the
   * least is one in a thousand). Null: no limit.
   */
  requestsPerSecond: z.number().min(0.001).max(10_000).nullable(),
  /** Calls in flight at once, over all workers. */
  concurrency: z.int().min(1).max(256),
  /** Time limit of one call from connecting to the last byte, in milliseconds. */
  timeoutMs: z.int().min(100).max(3_600_000),
  /** How often an item is called at most, the first time included. */
  maximumAttempts: z.int().min(1).max(20),
};

/** How hard an endpoint may be driven. Belongs to the model, not to its revisions: it holds at once. */
export const limitsSchema = z.strictObject({
  requestsPerSecond: bounds.requestsPerSecond.default(null),
  concurrency: bounds.concurrency.default(8),
  timeoutMs: bounds.timeoutMs.default(30_000),
  maximumAttempts: bounds.maximumAttempts.default(4),
});
export type Limits = z.infer<typeof limitsSchema>;

/** The limits of a new model: a time limit that is left out is that of its protocol. */
export const newLimitsSchema = limitsSchema.extend({ timeoutMs: bounds.timeoutMs.optional() });

/** A change of some limits. None of them has a default here: what is left out stays as it is. */
export const changedLimitsSchema = z.strictObject(bounds).partial();
