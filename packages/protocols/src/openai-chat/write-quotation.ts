import { indexText } from '@patchbay/core/text/indexed-text.ts';
import { createQuotationFinder } from '../text/locate-quotation.ts';

/** A quotation of a span, half-open in code points; null where the span has no words to quote. */
export type QuotationWriter = (
  start: number,
  end: number,
) => { quote: string; before?: string; after?: string } | null;

/** Prepares writing spans of a text as quotations that are found at the place of the span alone. */
export function createQuotationWriter(row: string): QuotationWriter {
  const text = indexText(row);
  // The annotations are our own; two places are enough to see that a quotation names none.
  const finder = createQuotationFinder(row, { places: 2, effort: Number.POSITIVE_INFINITY });
  return (start, end) => {
    const quote = text.slice(start, end);
    if (!quote?.trim()) return null;
    const isFound = (around: { before?: string; after?: string }) => {
      const { places, isExact } = finder.locate({ quote, ...around });
      const [place, another] = places;
      return isExact && !another && place !== undefined && text.toCodePoint(place.start) === start;
    };
    if (isFound({})) return { quote };
    for (let width = 16; ; width *= 2) {
      const around = {
        before: text.slice(Math.max(0, start - width), start) ?? '',
        after: text.slice(end, Math.min(text.length, end + width)) ?? '',
      };
      // All of the text around the span is around no other.
      if (isFound(around) || width > text.length) return { quote, ...around };
    }
  };
}
