import * as z from 'zod';

/**
 * How a model does, seen from the calls that were made anyway: nothing is sent to find it out.
 *
 * - `healthy`: it answers.
 * - `failing`: its last calls failed one after another, or too many of the last fifty or so.
 * - `uncalled`: nobody has called it yet; it has answered when it was registered, or its classes were given.
 * - `unverified`: nobody has called it yet, and it has never been seen to answer.
 */
export const healthStates = ['healthy', 'failing', 'uncalled', 'unverified'] as const;
export type HealthState = (typeof healthStates)[number];

/** So many failures one after another, or a lower share of answers than this, make a model `failing`. */
export const failingFrom = { failuresInRow: 3, answeredShare: 0.8 };

/** How many calls the share of the answered ones reaches back, more or less: an older one counts for less. */
export const recentCalls = 50;

export const modelHealthSchema = z.object({
  state: z.enum(healthStates),
  /** Share of the recent calls that were answered, 0 to 1; null before the first. */
  answeredShare: z.number().min(0).max(1).nullable(),
  answeredAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  /** The error of the last call that failed. */
  failureCode: z.string().nullable(),
});
export type ModelHealth = z.infer<typeof modelHealthSchema>;
