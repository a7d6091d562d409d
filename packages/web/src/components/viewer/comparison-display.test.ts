import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { compareForDisplay, firstChoices } from './comparison-display.ts';

const box = (x: number, confidence = 0.5): Annotation => ({
  kind: 'bounding_box',
  class: 'car',
  confidence,
  box: { x, y: 0, width: 10, height: 10 },
});
const one = { id: '1', annotations: [box(0), box(100), box(200, 0.1)] };
const other = { id: '2', annotations: [box(300), box(0), box(104)] };

test('both predictions lie over each other, each annotation with a place of its own', () => {
  const { marked, listed, counts, noteOf } = compareForDisplay(one, other, firstChoices);
  expect(counts).toEqual({ same: 1, changed: 1, removed: 1, added: 1 });
  expect(marked.map(({ index, isOther, opacity }) => [index, isOther, opacity])).toEqual([
    [0, false, 0.25],
    [1, false, 1],
    [2, false, 1],
    [3, true, 1],
    [4, true, 0.25],
    [5, true, 1],
  ]);
  expect(listed.map(({ index }) => noteOf(index))).toEqual(['removed', 'added', 'changed', 'same']);
});

test('two annotations are one thing from the overlap on that is asked for', () => {
  const { counts } = compareForDisplay(one, other, firstChoices, 0.5);
  expect(counts).toEqual({ same: 1, changed: 0, removed: 2, added: 2 });
});

test('what is below the threshold is compared with nothing, and what is hidden is not drawn', () => {
  const choices = { ...firstChoices, threshold: 0.3, hidden: new Set(['same'] as const) };
  const { counts, marked } = compareForDisplay(one, other, choices);
  expect(counts).toEqual({ same: 1, changed: 1, removed: 0, added: 1 });
  expect(marked.map(({ index }) => index)).toEqual([1, 3, 5]);
});

test('swapped, the first is dashed; one without opacity is not drawn at all', () => {
  const choices = { ...firstChoices, isSwapped: true, opacity: { one: 1, other: 0 } };
  const { marked } = compareForDisplay(one, other, choices);
  expect(marked.map(({ index, isOther }) => [index, isOther])).toEqual([
    [0, true],
    [1, true],
    [2, true],
  ]);
});
