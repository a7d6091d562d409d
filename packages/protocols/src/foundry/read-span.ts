import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { countCodePoints } from '@patchbay/core/text/code-points.ts';
import type { IndexedText, OffsetUnit } from '@patchbay/core/text/indexed-text.ts';
import { excerpt } from '../json/excerpt.ts';
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
 * repairs, with a warning). Without a text the offsets must lie in the row's text. Offsets that no count
 * of characters gives (negative, reversed, empty, inside of a character) are never repaired.
 */
export function readSpan(
  written: WireSpan,
  row: IndexedText,
  unit: OffsetUnit,
  pointer: string,
): Outcome<Span> {
  const said = `The span at ${pointer} says ${written.start} to ${written.end}`;
  const refuse = (reason: string) =>
    fail({
      code: 'MODEL_SPAN_INVALID',
      message: `${said}${reason}.`,
      details: { pointer },
    });
  const start = row.readOffset(written.start, unit);
  const end = row.readOffset(written.end, unit);
  if (start === null || end === null)
    return refuse(`, counted in ${unitNames[unit]}: that splits a character`);
  if (start < 0) return refuse('; an offset is never negative');
  const { text = '' } = written;
  // Counted with an inclusive end, one character begins and ends at the same offset.
  const isOneCharacter = start === end && text !== '' && row.slice(start, end + 1) === text;
  if (end <= start && !isOneCharacter) return refuse('; the end has to lie behind the start');
  const there = row.slice(start, end);
  if (text === '') {
    if (there) return succeed({ start, end, text: there });
    return refuse(`; the text has ${row.length} code points`);
  }
  if (there === text) return succeed({ start, end, text });
  const nearest = row.findNearest(text, start);
  if (nearest === null) {
    return refuse(
      ` with the text "${excerpt(text)}", which does not stand there or at one nearest place`,
    );
  }
  const repaired = { start: nearest, end: nearest + countCodePoints(text), text };
  const message = `The span ${written.start} to ${written.end} was moved to ${repaired.start} to ${repaired.end}, where "${excerpt(text)}" stands.`;
  return succeed(repaired, [{ code: 'SPAN_REPAIRED', message, pointer }]);
}

const unitNames: { readonly [Unit in OffsetUnit]: string } = {
  code_points: 'code points',
  utf16_units: 'UTF-16 code units',
  utf8_bytes: 'bytes of UTF-8',
};
