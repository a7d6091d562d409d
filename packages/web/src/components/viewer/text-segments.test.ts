import { expect, test } from 'vitest';
import { type Span, segmentText } from './text-segments.ts';

function span(index: number, start: number, end: number): Span {
  return { index, entity: { kind: 'entity', class: 'c', confidence: null, start, end, text: '' } };
}

function show(text: string, spans: Span[]) {
  return segmentText(text, spans).map((segment) => [
    segment.text,
    segment.spans.map(({ index }) => index).join(),
    segment.ending.map(({ index }) => index).join(),
  ]);
}

test('a text without spans is one piece', () => {
  expect(show('plain', [])).toEqual([['plain', '', '']]);
});

test('offsets count code points, not UTF-16 code units', () => {
  expect(show('👍🏽 Ada here', [span(0, 3, 6)])).toEqual([
    ['👍🏽 ', '', ''],
    ['Ada', '0', '0'],
    [' here', '', ''],
  ]);
});

test('spans that overlap are cut where either begins or ends, the longer one first', () => {
  expect(show('abcdef', [span(0, 2, 4), span(1, 0, 3), span(2, 3, 6)])).toEqual([
    ['ab', '1', ''],
    ['c', '1,0', '1'],
    ['d', '2,0', '0'],
    ['ef', '2', '2'],
  ]);
});

test('a span that reaches beyond the text ends with it, one of no length marks nothing', () => {
  expect(show('abc', [span(0, 1, 9), span(1, 2, 2), span(2, 7, 9)])).toEqual([
    ['a', '', ''],
    ['bc', '0', '0'],
  ]);
});

test('an empty text has no pieces', () => {
  expect(show('', [span(0, 0, 1)])).toEqual([]);
});

test('a text of 100 kB with thousands of spans is cut at once', () => {
  const text = 'ab😀 '.repeat(25_000);
  const spans = Array.from({ length: 5_000 }, (_, index) =>
    span(index, index * 20, index * 20 + 30),
  );
  const segments = segmentText(text, spans);
  expect(segments.map((segment) => segment.text).join('')).toBe(text);
  expect(segments.filter(({ spans: over }) => over.length === 2)).toHaveLength(4_999);
});
