import { expect, test } from 'vitest';
import { allowWithoutTags } from './trusted-types.ts';

test('a text without a tag becomes the text of a style, one with a tag becomes nothing (fault F6)', () => {
  const style = ':root { --a: 1px } @media (min-width: 48em) { .b > .c { color: red } }';
  expect(allowWithoutTags(style)).toBe(style);
  for (const text of ['<b>', '</style><img src=x onerror=a>', 'a<', '<!--']) {
    expect(allowWithoutTags(text)).toBeNull();
  }
});
