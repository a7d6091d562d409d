import * as z from 'zod';

/** Confidences are counted in so many steps of equal width from 0 to 1. */
export const confidenceSteps = 20;

/** The step of a confidence from 0 to 1: step n has those from n / 20 on, the last one 1 itself too. */
export function findConfidenceStep(confidence: number): number {
  return Math.min(confidenceSteps - 1, Math.floor(confidence * confidenceSteps));
}

/** Where the groups begin in which items are counted by their annotations. */
const countGroups = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000] as const;

/** Where the group begins to which an item with so many annotations belongs. */
export function findCountGroup(annotations: number): number {
  return countGroups.findLast((from) => from <= annotations) ?? 0;
}

/** The most annotations of an item in the group that begins here; null for the last group. */
export function endOfCountGroup(from: number): number | null {
  const next = countGroups.find((other) => other > from);
  return next === undefined ? null : next - 1;
}

/** How much was found in the items of a run that succeeded, and how sure the model is of it. */
export const runStatisticsSchema = z.object({
  /** Items that are counted here; fewer than succeeded where some were saved before these numbers were kept. */
  items: z.int().nonnegative(),
  /** Items by their annotations: from so many to so many; `to` is null where there is no end. */
  perItem: z.array(
    z.object({
      from: z.int().nonnegative(),
      to: z.int().nonnegative().nullable(),
      items: z.int().positive(),
    }),
  ),
  /** Annotations by confidence, in twenty steps from 0 to 1. */
  confidences: z.array(z.int().nonnegative()).length(confidenceSteps),
  /** Annotations of which the model did not say how sure it is. */
  withoutConfidence: z.int().nonnegative(),
});
export type RunStatistics = z.infer<typeof runStatisticsSchema>;
