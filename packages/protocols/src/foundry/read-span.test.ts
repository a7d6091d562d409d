import { expect, test } from 'vitest';
import { indexText } from '../text/indexed-text.ts';
import { readSpan } from './read-span.ts';

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
  ['reversed', 11, 8, 8, 1],
  ['negative', -3, -1, 8, 1],
  ['beyond the text', 90, 93, 16, 1],
])('the text decides about offsets that are %s', (_, start, end, found, warnings) => {
  const read = readSpan({ start, end, text: 'Bob' }, text, '/x/0');
  expect(read).toMatchObject({ ok: true, value: { start: found, end: found + 3, text: 'Bob' } });
  expect(read.ok && read.warnings.map((warning) => warning.code)).toEqual(
    Array.from({ length: warnings }, () => 'SPAN_REPAIRED'),
  );
});

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

test('a span that two places are equally near to is not guessed', () => {
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
])('%s cannot be a span', (_, span) => {
  expect(readSpan(span, text, '/x/0')).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_SPAN_INVALID' },
  });
});
