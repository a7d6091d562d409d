import type { IndexedText } from '@patchbay/core/text/indexed-text.ts';
import { maximumAnnotations } from '../answer/limit-count.ts';
import { excerpt } from '../json/excerpt.ts';
import type { Place, Quotation } from '../text/quotation.ts';
import type { QuotedText } from './quoted-text.ts';

/** Where a quotation stands, and in what the text differs from it, in words: empty where in nothing. */
export interface FoundQuotation {
  readonly places: readonly Place[];
  readonly difference: string;
}

/** Finds a quotation. The words around it are needed only where it stands at several places. */
export function findQuotation(
  { quote, before, after }: Quotation,
  { text, finder }: Pick<QuotedText, 'text' | 'finder'>,
): FoundQuotation {
  if (quote.trim() === '') {
    return { places: [], difference: 'it has no words, and white space alone names no place' };
  }
  const { places, isExact } = finder.locate({ quote, before, after });
  if (places.length > 0) return { places, difference: isExact ? '' : describeFound(text, places) };
  const alone = before || after ? finder.locate({ quote }).places : [];
  if (alone.length === 0) return { places: [], difference: 'it is not in the text' };
  const around = 'the words before and behind it are not those of the text';
  if (alone.length === 1) {
    return { places: alone, difference: `${describeFound(text, alone)}; ${around}` };
  }
  const count =
    alone.length > maximumAnnotations ? `more than ${maximumAnnotations}` : alone.length;
  return { places: [], difference: `it stands at ${count} places, and ${around} at any of them` };
}

function describeFound(text: IndexedText, [place]: readonly Place[]): string {
  return `it was found as "${excerpt(text.text.slice(place?.start, place?.end))}"`;
}
