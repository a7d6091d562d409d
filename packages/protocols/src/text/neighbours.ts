import type { Effort } from './effort.ts';
import type { SpaceRuns } from './space-runs.ts';

/** The places of some words in a text, to be chosen among by the words around them. */
export interface Neighbours {
  /** Those that may have the given words before and behind them, whatever white space lies between. */
  near(before: string, after: string): readonly number[];
}

/** So many places are looked at one by one. */
const fewPlaces = 16;

/** Places are sorted by so many code units that stand beside them. */
const longestKey = 8;

/** Sorts places of words of a length by what stands beside them, once for all that choose among them. */
export function createNeighbours(
  text: string,
  starts: readonly number[],
  length: number,
  spaces: SpaceRuns,
  effort: Effort,
): Neighbours {
  const sorted = new Map<string, ReadonlyMap<string, readonly number[]>>();
  const sort = (side: 'before' | 'after', size: number) => {
    const name = `${side} ${size}`;
    const known = sorted.get(name);
    if (known) return known;
    effort.spend(2 * starts.length);
    const groups = Map.groupBy(starts, (start) => {
      if (side === 'before') {
        const end = spaces.skipBack(start);
        return text.slice(Math.max(0, end - size), end);
      }
      const begin = spaces.skip(start + length);
      return text.slice(begin, begin + size);
    });
    sorted.set(name, groups);
    return groups;
  };
  return {
    near(before, after) {
      const isBefore = before.length >= after.length;
      const size = Math.min(longestKey, isBefore ? before.length : after.length);
      if (starts.length <= fewPlaces || size === 0) return starts;
      return isBefore
        ? (sort('before', size).get(before.slice(-size)) ?? [])
        : (sort('after', size).get(after.slice(0, size)) ?? []);
    },
  };
}
