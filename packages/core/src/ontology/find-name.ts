/** How a name of a model was found among the names that it declared. */
export type NameMatch =
  | { readonly match: 'exact'; readonly name: string }
  | { readonly match: 'normalised'; readonly name: string }
  | { readonly match: 'none' };

/**
 * Finds a name as a model wrote it among known names: exactly; else, where exactly one differs only
 * by case, surrounding or doubled space or Unicode form, that one; else none. Nothing is guessed.
 */
export function findName(written: string, known: readonly string[]): NameMatch {
  if (known.includes(written)) return { match: 'exact', name: written };
  const wanted = normaliseName(written);
  const candidates = new Set(known.filter((name) => normaliseName(name) === wanted));
  const [only] = candidates;
  return only !== undefined && candidates.size === 1
    ? { match: 'normalised', name: only }
    : { match: 'none' };
}

function normaliseName(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}
