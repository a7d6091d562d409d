import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { WrittenSpan } from '@patchbay/protocols/conformance.ts';
import { type Asked, type CheckRecord, responseOf } from '../session/check-record.ts';
import type { Breach } from './evidence.ts';
import { listAlone } from './sightings.ts';
import { createSpanReader, type SpanReader, type SpanReading } from './span-readings.ts';

/** How many spans the model wrote, and those that are wrong by the rule that they break. */
export interface SpanReadings {
  readonly count: number;
  readonly breaches: ReadonlyMap<RuleId, readonly Breach[]>;
}

/** What a span that is wrong when code points are counted would be right in, the likeliest first. */
const otherReadings = [
  ['utf16', 'text-utf16', 'UTF-16 units are counted'],
  ['bytes', 'text-bytes', 'the bytes of UTF-8 are counted'],
  ['inclusive', 'text-inclusive', 'the end is taken for the last character'],
] as const satisfies readonly (readonly [SpanReading, RuleId, string])[];

/** Fewer spans without words of their own may fit another reading by chance. */
const fewestUnquoted = 2;

/** Reads the spans of all answers as the model wrote them, beside their texts. */
export function readSpans(record: CheckRecord): SpanReadings {
  const answers = listAlone(record).flatMap((asked) => {
    const { row } = asked.input;
    const response = responseOf(asked);
    if (!('text' in row) || !response) return [];
    const written = record.protocol.conformance?.listSpans?.(response) ?? [];
    return written.length === 0 ? [] : [{ asked, written, text: row.text }];
  });
  const wrong = answers.flatMap(({ asked, written, text }) =>
    misread(asked, written, createSpanReader(text)),
  );
  const byRule = Map.groupBy(wrong, ([rule]) => rule);
  return {
    count: answers.reduce((sum, { written }) => sum + written.length, 0),
    breaches: new Map([...byRule].map(([rule, list]) => [rule, list.map(([, one]) => one)])),
  };
}

/** Spans of one answer that are wrong, each with the rule that it breaks. */
function misread(
  asked: Asked,
  written: readonly WrittenSpan[],
  reader: SpanReader,
): [RuleId, Breach][] {
  const quoting = written.filter(({ text }) => text !== undefined && text !== '');
  const wrong = quoting.filter((span) => reader.read('points', span) !== span.text);
  const unquoted = written.filter(({ text }) => text === undefined || text === '');
  return [
    ...wrong.map((span) => explain(asked, span, reader)),
    ...misreadUnquoted(asked, unquoted, reader),
  ];
}

function explain(asked: Asked, span: WrittenSpan, reader: SpanReader): [RuleId, Breach] {
  const fitting = otherReadings.find(([reading]) => reader.read(reading, span) === span.text);
  const [, rule, words] = fitting ?? [null, 'text-span' as const, null];
  const there = reader.read('points', span);
  const said = `The span ${span.start} to ${span.end} quotes "${span.text}"`;
  const found = there === null ? 'it does not lie in the text' : `"${there}" stands there`;
  const end = words === null ? '.' : `; it fits when ${words}.`;
  return [rule, breach(asked, `${said}, but ${found}${end}`, span)];
}

/** Without words of their own, spans are judged by whether they begin and end where words do. */
function misreadUnquoted(
  asked: Asked,
  spans: readonly WrittenSpan[],
  reader: SpanReader,
): [RuleId, Breach][] {
  const offWords = spans.filter((span) => !reader.isOnWords('points', span));
  const [first] = offWords;
  if (!first || spans.length < fewestUnquoted || offWords.length < spans.length / 2) return [];
  const fitting = otherReadings.find(([reading]) =>
    spans.every((span) => reader.isOnWords(reading, span)),
  );
  if (!fitting) return [];
  const [, rule, words] = fitting;
  const message = `${offWords.length} of ${spans.length} spans cut through words (the first is "${reader.read('points', first)}"); all of them fit when ${words}.`;
  return [[rule, breach(asked, message, first)]];
}

function breach({ input, exchange }: Asked, message: string, { pointer }: WrittenSpan): Breach {
  return { about: input.title, exchange, message, pointer };
}
