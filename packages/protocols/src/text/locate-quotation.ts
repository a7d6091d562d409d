import { makeComparable } from './comparable-text.ts';
import { createEffort, type Effort } from './effort.ts';
import type { Place, Quotation } from './quotation.ts';
import { createTextSearch, type TextSearch } from './search-text.ts';

/** Where a quotation stands; `isExact` is false where it differs from the text by case, space or marks. */
export interface Located {
  readonly places: readonly Place[];
  readonly isExact: boolean;
}

/** Finds quotations in one text. */
export interface QuotationFinder {
  /**
   * The places where a quotation stands, in order, none of them reaching into another. Where the quoted
   * words stand as whole words, they are not looked for inside of others. White space alone is nowhere.
   */
  locate(quotation: Quotation): Located;
  /** Whether so many places were looked at that no more are: what is located then is not complete. */
  isSpent(): boolean;
}

interface Limits {
  /** Most places of one quotation that are wanted. */
  readonly places: number;
  /** Most places that are looked at for all quotations together. */
  readonly effort: number;
}

/** Prepares to find any number of quotations; the text is read once for all of them. */
export function createQuotationFinder(text: string, limits: Limits): QuotationFinder {
  const effort = createEffort(limits.effort);
  const searchExact = createTextSearch(text, effort);
  const alone = new Map<string, Located>();
  let searchAlike: TextSearch | undefined;
  const locate = (quotation: Quotation): Located => {
    const exact = searchExact(quotation, limits.places);
    if (exact.length > 0) return { places: exact, isExact: true };
    searchAlike ??= createAlikeSearch(text, effort);
    return { places: searchAlike(quotation, limits.places), isExact: false };
  };
  return {
    locate(quotation) {
      if (quotation.before || quotation.after) return locate(quotation);
      const known = alone.get(quotation.quote);
      const located = known ?? locate(quotation);
      if (!known) alone.set(quotation.quote, located);
      return located;
    },
    isSpent: effort.isSpent,
  };
}

/** Finds quotations that differ from a text by case, space or marks, at their places in the text itself. */
function createAlikeSearch(text: string, effort: Effort): TextSearch {
  const { text: comparable, starts, ends } = makeComparable(text);
  const search = createTextSearch(comparable, effort);
  return ({ quote, before, after }, maximum) => {
    const alike: Quotation = {
      quote: makeComparable(quote).text.trim(),
      before: before && makeComparable(before).text,
      after: after && makeComparable(after).text,
    };
    return search(alike, maximum).map(({ start, end }) => ({
      start: starts[start] ?? 0,
      end: ends[end - 1] ?? 0,
    }));
  };
}
