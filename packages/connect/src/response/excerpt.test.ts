import { expect, test } from 'vitest';
import { makeExcerpt } from './excerpt.ts';

test('an excerpt is one line without control, format or unpaired characters', () => {
  expect(makeExcerpt(' a\r\n\tb\u0000c\u202ed\ud800e ')).toBe('a b c d e');
});

test('an excerpt is cut between characters, never inside of one', () => {
  expect(makeExcerpt('🙂'.repeat(400), 3)).toBe('🙂🙂🙂…');
  expect(makeExcerpt('abc', 3)).toBe('abc');
});

test('an excerpt of a long text that is all white begins where its words do not reach', () => {
  expect(makeExcerpt(`${' '.repeat(10_000)}x`)).toBe('');
});
