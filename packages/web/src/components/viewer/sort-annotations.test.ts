import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { searchAnnotations, sortAnnotations } from './sort-annotations.ts';
import { indexAnnotations } from './visible-annotations.ts';

const said: readonly Annotation[] = [
  { kind: 'tag', class: 'dog', confidence: 0.4, text: 'Ünal' },
  { kind: 'tag', class: 'cat', confidence: null, id: 'c-7' },
  { kind: 'tag', class: 'dog', confidence: 0.9, attributes: ['Wet nose'] },
];
const annotations = indexAnnotations(said);
const places = (found: readonly { index: number }[]) => found.map(({ index }) => index);

test('annotations are listed as they were answered, by confidence with those without one last, and by class', () => {
  expect(places(sortAnnotations(annotations, 'answer'))).toEqual([0, 1, 2]);
  expect(places(sortAnnotations(annotations, 'confidence'))).toEqual([2, 0, 1]);
  expect(places(sortAnnotations(annotations, 'class'))).toEqual([1, 0, 2]);
});

test.each([
  ['DOG', [0, 2]],
  ['ünal', [0]],
  ['c-7', [1]],
  [' nose ', [2]],
  ['', [0, 1, 2]],
  ['horse', []],
])('a search for "%s" finds them by class, words, id and attributes', (words, found) => {
  expect(places(searchAnnotations(annotations, words))).toEqual(found);
});
