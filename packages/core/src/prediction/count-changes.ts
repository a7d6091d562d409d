import * as z from 'zod';
import type { Annotation } from '../annotation/annotation.ts';
import { comparePredictions } from './compare-predictions.ts';

/** What became of the annotations of one prediction in another, by number. */
export const changeCountsSchema = z.object({
  /** Only the other run has them. */
  added: z.int().nonnegative(),
  /** Only this run has them. */
  removed: z.int().nonnegative(),
  /** Both have them: in another place or size, or answered otherwise. */
  changed: z.int().nonnegative(),
  same: z.int().nonnegative(),
});
export type ChangeCounts = z.infer<typeof changeCountsSchema>;

export const noChanges: ChangeCounts = { added: 0, removed: 0, changed: 0, same: 0 };

/** How many annotations are otherwise. */
export function countDifferences({ added, removed, changed }: ChangeCounts): number {
  return added + removed + changed;
}

export function addCounts(one: ChangeCounts, other: ChangeCounts): ChangeCounts {
  return {
    added: one.added + other.added,
    removed: one.removed + other.removed,
    changed: one.changed + other.changed,
    same: one.same + other.same,
  };
}

/** Counts what differs between two predictions of a data row, by class. */
export function countChanges(
  one: readonly Annotation[],
  other: readonly Annotation[],
  leastOverlap: number,
): Map<string, ChangeCounts> {
  const counts = new Map<string, ChangeCounts>();
  const count = (annotation: Annotation | undefined, kind: keyof ChangeCounts) => {
    if (!annotation) return;
    const known = counts.get(annotation.class) ?? noChanges;
    counts.set(annotation.class, { ...known, [kind]: known[kind] + 1 });
  };
  const { same, changed, removed, added } = comparePredictions(one, other, leastOverlap);
  for (const pair of same) count(one[pair.one], 'same');
  for (const pair of changed) count(one[pair.one], 'changed');
  for (const place of removed) count(one[place], 'removed');
  for (const place of added) count(other[place], 'added');
  return counts;
}
