import { expect, test } from 'vitest';
import { toggleItem } from './data-row-search.ts';

test('one or two predictions stand on the picture; a third takes the place of the first', () => {
  expect(toggleItem([], 'a')).toEqual(['a']);
  expect(toggleItem(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggleItem(['a', 'b'], 'c')).toEqual(['b', 'c']);
  expect(toggleItem(['a', 'b'], 'a')).toEqual(['b']);
});
