import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { IndexedText } from '@patchbay/core/text/indexed-text.ts';
import { indexRow } from '../answer/indexed-row.ts';
import { maximumAnnotations } from '../answer/limit-count.ts';
import type { AnsweredRow } from '../model-input.ts';
import { createQuotationFinder, type QuotationFinder } from '../text/locate-quotation.ts';
import type { OpenAiChatConnection } from './connection.ts';

/** What is done with a quotation that is not in the text. */
export type Unplaced = OpenAiChatConnection['unplacedQuotes'];

/** The text from which the quotations of one answer are taken. */
export interface QuotedText {
  readonly text: IndexedText;
  readonly finder: QuotationFinder;
  readonly unplaced: Unplaced;
  /** Counts places that a quotation is to take: MODEL_RESPONSE_TOO_LARGE where the answer takes too many. */
  countPlaces(places: number, pointer: string): Outcome<number>;
  /** Counts answers that each of so many places is to have: MODEL_RESPONSE_TOO_LARGE where they grow too long. */
  countAnswers(answers: readonly NestedAnswer[], places: number, pointer: string): Outcome<number>;
}

/** Places that are looked at for one answer: about 25 ms. */
const maximumEffort = 500_000;

/** Characters of answers that are written once and kept with each place of a quotation, for one answer. */
const maximumRepeated = 200_000;

/** Prepares the text of a row for all quotations of an answer; null where the row has none. */
export function prepareQuotedText(row: AnsweredRow, unplaced: Unplaced): QuotedText | null {
  if (row.type !== 'text' && row.type !== 'html') return null;
  const limits = { places: maximumAnnotations + 1, effort: maximumEffort };
  const finder = createQuotationFinder(row.text, limits);
  let count = 0;
  let repeated = 0;
  return {
    text: indexRow(row),
    finder,
    unplaced,
    countPlaces(places, pointer) {
      count += places;
      if (count > maximumAnnotations) return refuse(maximumAnnotations, 'taken', pointer);
      return finder.isSpent() ? refuse(maximumEffort, 'looked at', pointer) : succeed(count);
    },
    countAnswers(answers, places, pointer) {
      if (answers.length > 0) repeated += places * JSON.stringify(answers).length;
      return repeated > maximumRepeated ? refuseRepeated(places, pointer) : succeed(repeated);
    },
  };
}

function refuse(maximum: number, done: string, pointer: string): Outcome<never> {
  const message = `The quotations up to ${pointer} stand at too many places; ${maximum} are the most that are ${done} for one data row.`;
  return fail({ code: 'MODEL_RESPONSE_TOO_LARGE', message, details: { pointer } });
}

function refuseRepeated(places: number, pointer: string): Outcome<never> {
  const message = `The quotation at ${pointer} stands at ${places} places, and each would have its answers: all that are repeated so for one data row may have ${maximumRepeated} characters.`;
  return fail({ code: 'MODEL_RESPONSE_TOO_LARGE', message, details: { pointer } });
}
