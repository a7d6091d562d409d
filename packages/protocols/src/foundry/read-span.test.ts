import { type IndexedText, indexText, type OffsetUnit } from '@patchbay/core/text/indexed-text.ts';
import { expect, test } from 'vitest';
import { readSpan as readIn } from './read-span.ts';
import type { WireSpan } from './wire.ts';

const readSpan = (
  span: WireSpan,
  row: IndexedText,
  pointer: string,
  unit: OffsetUnit = 'code_points',
) => readIn(span, row, unit, pointer);

const text = indexText('a 🦊 saw Bob and Bob saw a fox');

test('offsets without a text are taken as they are, in code points', () => {
  expect(readSpan({ start: 2, end: 3 }, text, '/x/0')).toEqual({
    ok: true,
    value: { start: 2, end: 3, text: '🦊' },
    warnings: [],
  });
});

test.each([
  ['exclusive', 8, 11, 8, 0],
  ['inclusive', 8, 10, 8, 1],
  ['counted in UTF-16 code units', 9, 12, 8, 1],
  ['nearer to the second place', 15, 18, 16, 1],
  ['beyond the text', 90, 93, 16, 1],
])(
  'the text decides about offsets that are %s (ambiguity 15, fault D16)',
  (_, start, end, found, warnings) => {
    const read = readSpan({ start, end, text: 'Bob' }, text, '/x/0');
    expect(read).toMatchObject({ ok: true, value: { start: found, end: found + 3, text: 'Bob' } });
    expect(read.ok && read.warnings.map((warning) => warning.code)).toEqual(
      Array.from({ length: warnings }, () => 'SPAN_REPAIRED'),
    );
  },
);

test('an end beyond the text is repaired even where the rest of the text fits', () => {
  expect(readSpan({ start: 26, end: 99, text: 'fox' }, text, '/x/0')).toMatchObject({
    ok: true,
    value: { start: 26, end: 29 },
    warnings: [{ code: 'SPAN_REPAIRED' }],
  });
});

test.each([0, 12, 40_000, 63_999, 70_000])(
  'of many places where the text stands the nearest to %i is found',
  (start) => {
    const many = indexText('🦊'.repeat(64_000));
    const nearest = Math.min(start, 63_999);
    expect(readSpan({ start, end: start + 2, text: '🦊' }, many, '/x/0')).toMatchObject({
      ok: true,
      value: { start: nearest, end: nearest + 1 },
      warnings: [{ code: 'SPAN_REPAIRED' }],
    });
  },
);

test('a span that two places are equally near to is not guessed (fault D16)', () => {
  expect(readSpan({ start: 12, end: 15, text: 'Bob' }, text, '/x/0')).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_SPAN_INVALID', details: { pointer: '/x/0' } },
  });
});

test.each([
  ['text that does not occur', { start: 0, end: 3, text: 'Tom' }],
  ['an end beyond the text', { start: 0, end: 31 }],
  ['a negative start', { start: -1, end: 3 }],
  ['nothing between start and end', { start: 3, end: 3 }],
  ['an end before the start', { start: 5, end: 3 }],
  ['a negative start, whatever its text', { start: -3, end: -1, text: 'Bob' }],
  ['an end before the start, whatever its text', { start: 11, end: 8, text: 'Bob' }],
  ['nothing between start and end, whatever its text', { start: 8, end: 8, text: 'Bob' }],
])('%s cannot be a span (fault D14)', (_, span) => {
  expect(readSpan(span, text, '/x/0')).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_SPAN_INVALID' },
  });
});

test('one character with an inclusive end is found by its text (ambiguity 15)', () => {
  expect(readSpan({ start: 2, end: 2, text: '🦊' }, text, '/x/0')).toMatchObject({
    ok: true,
    value: { start: 2, end: 3, text: '🦊' },
    warnings: [{ code: 'SPAN_REPAIRED' }],
  });
  expect(readSpan({ start: 2, end: 2, text: 'B' }, text, '/x/0')).toMatchObject({ ok: false });
});

test.each<[OffsetUnit, number, number]>([
  ['code_points', 8, 11],
  ['utf16_units', 9, 12],
  ['utf8_bytes', 11, 14],
])('offsets that count %s are kept as code points (fault D15)', (unit, start, end) => {
  const bob = { ok: true, value: { start: 8, end: 11, text: 'Bob' }, warnings: [] };
  expect(readSpan({ start, end }, text, '/x/0', unit)).toEqual(bob);
  expect(readSpan({ start, end, text: 'Bob' }, text, '/x/0', unit)).toEqual(bob);
});

test.each<[OffsetUnit, number, number, RegExp]>([
  ['utf16_units', 2, 3, /UTF-16 code units: that splits a character/],
  ['utf16_units', 3, 6, /splits a character/],
  ['utf8_bytes', 2, 5, /bytes of UTF-8: that splits a character/],
])('in %s %i to %i splits a character, and fails (fault D15)', (unit, start, end, reason) => {
  for (const words of ['🦊', undefined]) {
    const span = { start, end, ...(words && { text: words }) };
    expect(readSpan(span, text, '/x/0', unit)).toMatchObject({
      ok: false,
      problem: { code: 'MODEL_SPAN_INVALID', message: expect.stringMatching(reason) },
    });
  }
});

test('line ends and composed letters count as they stand in the text (fault D15)', () => {
  const row = indexText('é\r\ne\u0301 x');
  expect(readSpan({ start: 3, end: 5 }, row, '/x/0')).toMatchObject({ value: { text: 'e\u0301' } });
  expect(readSpan({ start: 0, end: 1, text: 'e\u0301' }, row, '/x/0')).toMatchObject({
    value: { start: 3, end: 5 },
    warnings: [{ code: 'SPAN_REPAIRED' }],
  });
});
