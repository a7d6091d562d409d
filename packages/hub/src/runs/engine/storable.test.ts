import { expect, test } from 'vitest';
import { findUnstorable } from './storable.ts';

test('ordinary text, emoji included, can be kept', () => {
  expect(findUnstorable({ annotations: [{ text: 'a 👋 b', n: 1, none: null }] })).toBeNull();
});

test('a NUL character is found with its place', () => {
  const problem = findUnstorable({ annotations: [{ text: 'fine' }, { text: 'a\u0000b' }] });
  expect(problem?.message).toContain('/annotations/1/text');
});

test('half a surrogate pair is found', () => {
  expect(findUnstorable({ text: '\ud83d' })?.code).toBe('MODEL_RESPONSE_INVALID');
});
