import { expect, test } from 'vitest';
import { countWords } from './count-words.ts';

test.each([
  [0, '0 calls'],
  [1, '1 call'],
  [2000, '2,000 calls'],
])('%i is counted as %s', (count, words) => {
  expect(countWords(count, ['call', 'calls'], 'en')).toBe(words);
});

test('numbers are written as the language does', () => {
  expect(countWords(2000, ['call', 'calls'], 'de')).toBe('2.000 calls');
});
