import type { Effort } from './effort.ts';
import { createWordFinder } from './find-words.ts';
import { createNeighbours, type Neighbours } from './neighbours.ts';
import type { Place, Quotation } from './quotation.ts';
import { measureSpaces, type SpaceRuns } from './space-runs.ts';
import { isWholeWord } from './whole-word.ts';

/** Finds quotations in a text as they are written: at most `maximum` places, none reaching into another. */
export type TextSearch = (quotation: Quotation, maximum: number) => Place[];

/** Prepares a text for many quotations. What was measured for one of them serves the others. */
export function createTextSearch(text: string, effort: Effort): TextSearch {
  const findWords = createWordFinder(text, effort);
  const neighbours = new Map<string, Neighbours>();
  let measured: SpaceRuns | undefined;

  function neighboursOf(quote: string, spaces: SpaceRuns): Neighbours {
    const known = neighbours.get(quote);
    const made = known ?? createNeighbours(text, findWords(quote), quote.length, spaces, effort);
    if (!known) neighbours.set(quote, made);
    return made;
  }

  function findAround(quote: string, before: string, after: string, maximum: number): Place[] {
    measured ??= measureSpaces(text);
    const spaces = measured;
    // The words around a quotation are usually given without the space that lies between.
    const [left, right] = [before.trim(), after.trim()];
    const candidates = neighboursOf(quote, spaces).near(left, right);
    effort.spend(candidates.length);
    const near = candidates.filter(
      (start) =>
        text.endsWith(left, spaces.skipBack(start)) &&
        text.startsWith(right, spaces.skip(start + quote.length)),
    );
    const exact = near.filter(
      (start) => text.endsWith(before, start) && text.startsWith(after, start + quote.length),
    );
    return withoutOverlaps(exact.length > 0 ? exact : near, quote.length, maximum);
  }

  return ({ quote, before, after }, maximum) => {
    // White space alone is between all words, and names none of them.
    if (quote.trim() === '') return [];
    if (before || after) return findAround(quote, before ?? '', after ?? '', maximum);
    const all = findWords(quote);
    effort.spend(all.length);
    const isWhole = (start: number) => isWholeWord(text, start, start + quote.length);
    const words = withoutOverlaps(all, quote.length, maximum, isWhole);
    return words.length > 0 ? words : withoutOverlaps(all, quote.length, maximum);
  };
}

function withoutOverlaps(
  starts: readonly number[],
  length: number,
  maximum: number,
  isWanted: (start: number) => boolean = () => true,
): Place[] {
  const kept: Place[] = [];
  for (const start of starts) {
    if (kept.length >= maximum) break;
    if (start < (kept.at(-1)?.end ?? 0) || !isWanted(start)) continue;
    kept.push({ start, end: start + length });
  }
  return kept;
}
