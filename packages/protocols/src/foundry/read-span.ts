import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { countCodePoints } from '@patchbay/core/text/code-points.ts';
import { excerpt } from '../json/excerpt.ts';
import type { IndexedText } from '../text/indexed-text.ts';
import type { WireSpan } from './wire.ts';

/** A span of a text, half-open, in code points, with the words that stand there. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Finds out what a span means. Where the model sent its text, that decides: the end is exclusive, or it
 * was inclusive, or the span belongs to the nearest place where the text stands (the last two are
 * repairs, with a warning). Without a text the offsets must lie in the row's text.
 */
export function readSpan(written: WireSpan, row: IndexedText, pointer: string): Outcome<Span> {
  const { start, end, text } = written;
  const there = row.slice(start, end);
  if (text === undefined || text === '') {
    if (there) return succeed({ start, end, text: there });
    const message = `The span at ${pointer} says ${start} to ${end}; the text has ${row.length} code points, and the end lies behind the start.`;
    return fail({ code: 'MODEL_SPAN_INVALID', message, details: { pointer } });
  }
  if (there === text) return succeed({ start, end, text });
  const nearest = row.findNearest(text, start);
  if (nearest === null) {
    const message = `The span at ${pointer} says ${start} to ${end} with the text "${excerpt(text)}", which does not stand there or at one nearest place.`;
    return fail({ code: 'MODEL_SPAN_INVALID', message, details: { pointer } });
  }
  const repaired = { start: nearest, end: nearest + countCodePoints(text), text };
  const message = `The span ${start} to ${end} was moved to ${repaired.start} to ${repaired.end}, where "${excerpt(text)}" stands.`;
  return succeed(repaired, [{ code: 'SPAN_REPAIRED', message, pointer }]);
}
