import { makeComparable } from './comparable-text.ts';
import { isWholeWord } from './whole-word.ts';

/** Words as somebody quotes them from a text; those around them where they stand there several times. */
export interface Quotation {
  readonly quote: string;
  readonly before?: string | null | undefined;
  readonly after?: string | null | undefined;
}

/** A part of a text, half-open, in UTF-16 code units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a quotation stands; `isExact` is false where it differs from the text by case, space or marks. */
export interface Located {
  readonly places: readonly Place[];
  readonly isExact: boolean;
}

/** Finds quotations in one text. */
export interface QuotationFinder {
  /**
   * The places where a quotation stands, in order, none of them reaching into another: at most
   * `maximum`. Where the quoted words stand as whole words, they are not looked for inside of others.
   */
  locate(quotation: Quotation, maximum: number): Located;
}

export function createQuotationFinder(text: string): QuotationFinder {
  let comparable: ReturnType<typeof makeComparable> | undefined;
  return {
    locate(quotation, maximum) {
      const exact = findPlaces(text, quotation, maximum);
      if (exact.length > 0) return { places: exact, isExact: true };
      comparable ??= makeComparable(text);
      const { starts, ends } = comparable;
      const found = findPlaces(comparable.text, simplifyQuotation(quotation), maximum);
      const places = found.map(({ start, end }) => ({
        start: starts[start] ?? 0,
        end: ends[end - 1] ?? 0,
      }));
      return { places, isExact: false };
    },
  };
}

function simplifyQuotation({ quote, before, after }: Quotation): Quotation {
  return {
    quote: makeComparable(quote).text.trim(),
    before: before && makeComparable(before).text,
    after: after && makeComparable(after).text,
  };
}

function findPlaces(text: string, { quote, before, after }: Quotation, maximum: number): Place[] {
  const all = quote === '' ? [] : findAll(text, quote);
  if (!before && !after) {
    const words = all.filter(({ start, end }) => isWholeWord(text, start, end));
    return withoutOverlaps(words.length > 0 ? words : all, maximum);
  }
  const [left, right] = [before ?? '', after ?? ''];
  const exact = all.filter(
    ({ start, end }) => text.endsWith(left, start) && text.startsWith(right, end),
  );
  if (exact.length > 0) return withoutOverlaps(exact, maximum);
  // The words around a quotation are usually given without the space that lies between.
  const [leftWords, rightWords] = [left.trim(), right.trim()];
  const near = all.filter(
    ({ start, end }) =>
      text.endsWith(leftWords, skipSpaceBack(text, start)) &&
      text.startsWith(rightWords, skipSpace(text, end)),
  );
  return withoutOverlaps(near, maximum);
}

function findAll(text: string, words: string): Place[] {
  const places: Place[] = [];
  for (let start = text.indexOf(words); start !== -1; start = text.indexOf(words, start + 1)) {
    places.push({ start, end: start + words.length });
  }
  return places;
}

function withoutOverlaps(places: readonly Place[], maximum: number): Place[] {
  const kept: Place[] = [];
  for (const place of places) {
    if (kept.length >= maximum) break;
    if (place.start >= (kept.at(-1)?.end ?? 0)) kept.push(place);
  }
  return kept;
}

function skipSpace(text: string, from: number): number {
  let place = from;
  while (place < text.length && isSpace(text, place)) place += 1;
  return place;
}

function skipSpaceBack(text: string, from: number): number {
  let place = from;
  while (place > 0 && isSpace(text, place - 1)) place -= 1;
  return place;
}

function isSpace(text: string, place: number): boolean {
  return /\s/.test(text.charAt(place));
}
