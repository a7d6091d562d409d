import { expect, test } from 'vitest';
import { describeRows } from './describe-rows.ts';

test.each([
  [{ image: 0, text: 0 }, 'empty'],
  [{ image: 1, text: 0 }, '1 image'],
  [{ image: 4000, text: 60 }, '4,000 images and 60 texts'],
  [{ image: 48, text: 3, html: 1, video: 2 }, '48 images, 3 texts, 1 page, and 2 videos'],
])('%o is written %s', (rowCounts, written) => {
  const counts = { html: 0, conversational: 0, video: 0, ...rowCounts };
  expect(describeRows({ rowCounts: counts }, 'en')).toBe(written);
});

test('the words of the size stay in one language beside numbers in that of the reader', () => {
  const counts = { image: 4000, text: 3, html: 0, conversational: 0, video: 2 };
  expect(describeRows({ rowCounts: counts }, 'de')).toBe('4.000 images, 3 texts, and 2 videos');
});
