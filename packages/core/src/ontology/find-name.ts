/** How a name of a model was found among the names that it declared. */
export type NameMatch =
  | { readonly match: 'exact'; readonly name: string }
  | { readonly match: 'normalised'; readonly name: string }
  | { readonly match: 'none' };

/** Known names, made ready to be searched many times. */
export interface NameIndex {
  /**
   * Finds a name as a model wrote it: exactly; else, where exactly one known name differs only by case,
   * surrounding or doubled space or Unicode form, that one; else none. Nothing is guessed.
   */
  find(written: string): NameMatch;
}

/** Indexes names. They are normalised at the first miss, since most answers have none. */
export function indexNames(known: Iterable<string>): NameIndex {
  const exact = new Set(known);
  let normalised: Map<string, string[]> | undefined;
  return {
    find(written) {
      if (exact.has(written)) return { match: 'exact', name: written };
      normalised ??= Map.groupBy(exact, normaliseName);
      const [only, another] = normalised.get(normaliseName(written)) ?? [];
      return only !== undefined && another === undefined
        ? { match: 'normalised', name: only }
        : { match: 'none' };
    },
  };
}

/** Finds one name among a few; see {@link NameIndex}. */
export function findName(written: string, known: Iterable<string>): NameMatch {
  return indexNames(known).find(written);
}

function normaliseName(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}
