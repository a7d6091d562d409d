import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { countClasses, indexAnnotations, listVisible } from './visible-annotations.ts';

function tag(name: string, confidence: number | null): Annotation {
  return { kind: 'tag', class: name, confidence };
}
const annotations = [tag('cat', 0.9), tag('dog', 0.4), tag('cat', null), tag('bird', 0.8)];

test('annotations below the threshold are hidden, those without confidence never', () => {
  const visible = listVisible(indexAnnotations(annotations), {
    hiddenClasses: new Set(),
    threshold: 0.5,
  });
  expect(visible.map(({ index }) => index)).toEqual([0, 2, 3]);
});

test('a confidence that equals the threshold is shown', () => {
  const visible = listVisible(indexAnnotations(annotations), {
    hiddenClasses: new Set(),
    threshold: 0.4,
  });
  expect(visible).toHaveLength(4);
});

test('a class that is switched off is hidden whatever its confidence', () => {
  const visible = listVisible(indexAnnotations(annotations), {
    hiddenClasses: new Set(['cat']),
    threshold: 0,
  });
  expect(visible.map(({ annotation }) => annotation.class)).toEqual(['dog', 'bird']);
});

test('classes are counted, the most frequent first', () => {
  expect(countClasses(annotations).map(({ name, count }) => [name, count])).toEqual([
    ['cat', 2],
    ['dog', 1],
    ['bird', 1],
  ]);
});
