import { expect, test } from 'vitest';
import { findAnswer } from './find-answer.ts';

const text =
  'The lighthouse was built in 1884. Its keeper lived there with his cat. In winter storms the keeper lit the lamp at noon.';

test('the sentence that shares the rarer words with the question is the answer', () => {
  expect(findAnswer(text, 'When was the lighthouse built?', 1)).toBe(
    'The lighthouse was built in 1884.',
  );
  expect(findAnswer(text, 'What did the keeper do in winter?', 1)).toBe(
    'In winter storms the keeper lit the lamp at noon.',
  );
});

test('several sentences stand in the order of the text', () => {
  expect(findAnswer(text, 'Which lamp was lit in storms, and where was the cat?', 2)).toBe(
    'Its keeper lived there with his cat. In winter storms the keeper lit the lamp at noon.',
  );
});

test('without a text there is no answer', () => {
  expect(findAnswer(' ', 'When?', 1)).toBeNull();
});
