import {
  type ComparedItem,
  type ComparisonPage,
  mostCompared,
} from '@patchbay/core/api/run-comparison.ts';
import {
  addCounts,
  type ChangeCounts,
  countDifferences,
  noChanges,
} from '@patchbay/core/prediction/count-changes.ts';
import { useEffect, useState } from 'react';
import { client } from '../../../api/client.ts';

/** Of the items that differ, as many are kept for the list: those that differ most. */
const mostListed = 1000;

/** What two runs come to, as far as they have been compared. */
export interface Comparison {
  readonly looked: number;
  readonly compared: number;
  readonly oneSided: number;
  readonly missing: number;
  readonly classes: ReadonlyMap<string, ChangeCounts>;
  /** Items that differ, the most changed first. */
  readonly items: readonly ComparedItem[];
  /** How many differ, listed or not. */
  readonly differing: number;
  readonly isDone: boolean;
}

export const nothingCompared: Comparison = {
  looked: 0,
  compared: 0,
  oneSided: 0,
  missing: 0,
  classes: new Map(),
  items: [],
  differing: 0,
  isDone: false,
};

/** Compares two runs part by part for as long as the page is looked at, and adds the parts up. */
export function useComparison(id: string, otherId: string, leastOverlap: number) {
  const [comparison, setComparison] = useState(nothingCompared);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const page = new AbortController();
    const compareAll = async () => {
      let sum = nothingCompared;
      let cursor: string | undefined;
      do {
        const input = { id, otherId, leastOverlap, limit: mostCompared, ...(cursor && { cursor }) };
        const part: ComparisonPage = await client.items.compare(input, { signal: page.signal });
        sum = addPart(sum, part);
        cursor = part.nextCursor ?? undefined;
        if (!page.signal.aborted) setComparison(sum);
      } while (cursor);
    };
    setComparison(nothingCompared);
    setError(null);
    compareAll().catch((failure: unknown) => {
      if (!page.signal.aborted) setError(failure);
    });
    return () => page.abort();
  }, [id, otherId, leastOverlap]);
  return { comparison, error };
}

/** What was compared so far and one part more. */
export function addPart(sum: Comparison, part: ComparisonPage): Comparison {
  const classes = new Map(sum.classes);
  for (const { class: name, ...counts } of part.classes) {
    classes.set(name, addCounts(classes.get(name) ?? noChanges, counts));
  }
  const items = [...sum.items, ...part.items].sort((one, other) => weigh(other) - weigh(one));
  return {
    looked: sum.looked + part.looked,
    compared: sum.compared + part.compared,
    oneSided: sum.oneSided + part.oneSided,
    missing: sum.missing + part.missing,
    classes,
    items: items.slice(0, mostListed),
    differing: sum.differing + part.items.length,
    isDone: part.nextCursor === null,
  };
}

/** What differs most comes first; items of which one run has no prediction at all come after these. */
function weigh({ counts }: ComparedItem): number {
  return counts ? countDifferences(counts) : 0.5;
}
