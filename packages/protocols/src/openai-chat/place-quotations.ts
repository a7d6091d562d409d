import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { WarningCode } from '@patchbay/core/error/warning-codes.ts';
import type { IndexedText } from '@patchbay/core/text/indexed-text.ts';
import { indexRow } from '../answer/indexed-row.ts';
import { maximumAnnotations } from '../answer/limit-count.ts';
import { excerpt } from '../json/excerpt.ts';
import type { HtmlRow, TextRow } from '../model-input.ts';
import {
  createQuotationFinder,
  type Located,
  type Place,
  type Quotation,
  type QuotationFinder,
} from '../text/locate-quotation.ts';
import type { OpenAiChatConnection } from './connection.ts';

/** What is done with a quotation that is not in the text. */
export type Unplaced = OpenAiChatConnection['unplacedQuotes'];

/** A quotation as a model wrote it. */
export interface WrittenQuotation extends Quotation {
  readonly answers: readonly NestedAnswer[];
  readonly pointer: string;
}

/** A span of a text with the words that stand there. */
export interface QuotedSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly classifications?: NestedAnswer[];
}

/**
 * Finds the places of quotations of one class. A quotation means every place where it stands, unless
 * the words around it name one; written as often as it stands, each means one of the places in order.
 */
export function placeQuotations(
  quotations: readonly WrittenQuotation[],
  row: TextRow | HtmlRow,
  unplaced: Unplaced,
): Outcome<QuotedSpan[]> {
  const text = indexRow(row);
  const finder = createQuotationFinder(row.text);
  const groups = Map.groupBy(quotations, ({ quote, before, after }) =>
    JSON.stringify([quote, before || null, after || null]),
  );
  const placed: Outcome<QuotedSpan[]>[] = [];
  let count = 0;
  for (const [first, ...others] of groups.values()) {
    if (!first) continue;
    const spans = placeGroup(first, others, finder, text, unplaced);
    placed.push(spans);
    count += spans.ok ? spans.value.length : 0;
    if (!spans.ok || count > maximumAnnotations) break;
  }
  return andThen(combine(placed), (lists) => succeed(lists.flat()));
}

/** Places quotations that are written alike. */
function placeGroup(
  first: WrittenQuotation,
  others: readonly WrittenQuotation[],
  finder: QuotationFinder,
  text: IndexedText,
  unplaced: Unplaced,
): Outcome<QuotedSpan[]> {
  const { places, isExact } = locate(first, finder);
  const all = [first, ...others];
  if (places.length === 0) return refuseUnplaced(all, unplaced);
  const toSpan = ({ start, end }: Place, { answers }: WrittenQuotation): QuotedSpan => ({
    start: text.toCodePoint(start),
    end: text.toCodePoint(end),
    text: text.text.slice(start, end),
    ...(answers.length > 0 && { classifications: [...answers] }),
  });
  const warnings = isExact
    ? []
    : all.map((one) => warn('QUOTE_NORMALISED', one, describeFound(text, places)));
  if (places.length === all.length) {
    const spans = places.map((place, index) => toSpan(place, all[index] ?? first));
    return succeed(spans, warnings);
  }
  if (others.some((other) => JSON.stringify(other.answers) !== JSON.stringify(first.answers))) {
    return refuseUncertain(first, all.length, places.length);
  }
  const spans = places.map((place) => toSpan(place, first));
  return succeed(spans, [...warnings, describeCount(first, all.length, places.length)]);
}

/** Words around a quotation are needed only where it stands at several places. */
function locate(quotation: WrittenQuotation, finder: QuotationFinder): Located {
  const located = finder.locate(quotation, maximumAnnotations + 1);
  if (located.places.length > 0 || !(quotation.before || quotation.after)) return located;
  const alone = finder.locate({ quote: quotation.quote }, 2);
  return alone.places.length === 1 ? { ...alone, isExact: false } : located;
}

function refuseUnplaced(
  quotations: readonly WrittenQuotation[],
  unplaced: Unplaced,
): Outcome<QuotedSpan[]> {
  const [first] = quotations;
  if (unplaced === 'warn' || !first) {
    return succeed(
      [],
      quotations.map((one) =>
        warn('QUOTE_NOT_FOUND', one, 'it is not in the text; it was left out'),
      ),
    );
  }
  const message = `The quotation "${excerpt(first.quote)}" at ${first.pointer} is not in the text.`;
  return fail({ code: 'MODEL_SPAN_INVALID', message, details: { pointer: first.pointer } });
}

function refuseUncertain(
  { quote, pointer }: WrittenQuotation,
  count: number,
  placeCount: number,
): Outcome<never> {
  const message = `The quotation "${excerpt(quote)}" at ${pointer} is written ${count} times with different answers, and stands at ${placeCount} places; it cannot be told which belongs where.`;
  return fail({ code: 'MODEL_SPAN_INVALID', message, details: { pointer } });
}

function describeCount(quotation: WrittenQuotation, count: number, placeCount: number): Warning {
  if (count > placeCount) {
    const found = `it is written ${count} times and stands at ${placeCount}; each place was taken once`;
    return warn('QUOTE_REPEATED', quotation, found);
  }
  const found = `it stands at ${placeCount} places, and nothing says which is meant; all were taken`;
  return warn('QUOTE_AT_SEVERAL_PLACES', quotation, found);
}

function describeFound(text: IndexedText, [place]: readonly Place[]): string {
  return `it was found as "${excerpt(text.text.slice(place?.start, place?.end))}"`;
}

function warn(code: WarningCode, { quote, pointer }: WrittenQuotation, found: string): Warning {
  return { code, message: `The quotation "${excerpt(quote)}": ${found}.`, pointer };
}
