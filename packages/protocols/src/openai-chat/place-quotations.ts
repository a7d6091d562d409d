import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { WarningCode } from '@patchbay/core/error/warning-codes.ts';
import { excerpt } from '../json/excerpt.ts';
import type { Place, Quotation } from '../text/quotation.ts';
import { findQuotation } from './find-quotation.ts';
import type { QuotedText } from './quoted-text.ts';

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
  quoted: QuotedText,
): Outcome<QuotedSpan[]> {
  const groups = Map.groupBy(quotations, ({ quote, before, after }) =>
    JSON.stringify([quote, before || null, after || null]),
  );
  const placed: Outcome<QuotedSpan[]>[] = [];
  for (const [first, ...others] of groups.values()) {
    if (!first) continue;
    const spans = placeGroup(first, others, quoted);
    placed.push(spans);
    if (!spans.ok) break;
  }
  return andThen(combine(placed), (lists) => succeed(lists.flat()));
}

/** Places quotations that are written alike. */
function placeGroup(
  first: WrittenQuotation,
  others: readonly WrittenQuotation[],
  quoted: QuotedText,
): Outcome<QuotedSpan[]> {
  const found = findQuotation(first, quoted);
  const counted = quoted.countPlaces(found.places.length, first.pointer);
  if (!counted.ok) return counted;
  const { text, unplaced } = quoted;
  const { places, difference } = found;
  const all = [first, ...others];
  if (places.length === 0) return refuseUnplaced(all, difference, unplaced);
  const toSpan = ({ start, end }: Place, { answers }: WrittenQuotation): QuotedSpan => ({
    start: text.toCodePoint(start),
    end: text.toCodePoint(end),
    text: text.text.slice(start, end),
    ...(answers.length > 0 && { classifications: [...answers] }),
  });
  const warnings =
    difference === '' ? [] : all.map((one) => warn('QUOTE_NORMALISED', one, difference));
  if (places.length === all.length) {
    const spans = places.map((place, index) => toSpan(place, all[index] ?? first));
    return succeed(spans, warnings);
  }
  if (others.some((other) => JSON.stringify(other.answers) !== JSON.stringify(first.answers))) {
    return refuseUncertain(first, all.length, places.length);
  }
  const repeated = quoted.countAnswers(first.answers, places.length, first.pointer);
  if (!repeated.ok) return repeated;
  const spans = places.map((place) => toSpan(place, first));
  return succeed(spans, [...warnings, describeCount(first, all.length, places.length)]);
}

function refuseUnplaced(
  quotations: readonly WrittenQuotation[],
  reason: string,
  unplaced: QuotedText['unplaced'],
): Outcome<QuotedSpan[]> {
  const [first] = quotations;
  if (unplaced === 'warn' || !first) {
    const left = `${reason}; it was left out`;
    return succeed(
      [],
      quotations.map((one) => warn('QUOTE_NOT_FOUND', one, left)),
    );
  }
  const message = `The quotation "${excerpt(first.quote)}" at ${first.pointer} has no place: ${reason}.`;
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

function warn(code: WarningCode, { quote, pointer }: WrittenQuotation, found: string): Warning {
  return { code, message: `The quotation "${excerpt(quote)}": ${found}.`, pointer };
}
