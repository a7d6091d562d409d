import { expect, test } from 'vitest';
import type { Annotation } from '../annotation/annotation.ts';
import { comparePredictions } from './compare-predictions.ts';

function box(name: string, x: number, more: object = {}): Annotation {
  const shape = { x, y: 0, width: 100, height: 100 };
  return { kind: 'bounding_box', class: name, confidence: 0.5, box: shape, ...more };
}

test('what stays, what moved, what is gone and what is new are told apart', () => {
  const one = [box('car', 0), box('car', 500), box('dog', 0)];
  const other = [box('car', 540), box('car', 1), box('cat', 0)];
  const { same, changed, removed, added } = comparePredictions(one, other);
  expect(same).toMatchObject([{ one: 0, other: 1 }]);
  expect(changed).toMatchObject([{ one: 1, other: 0 }]);
  expect(removed).toEqual([2]);
  expect(added).toEqual([2]);
});

test('each annotation has one partner at most: the one that it lies on most', () => {
  const { same, added } = comparePredictions([box('car', 0)], [box('car', 3), box('car', 0)]);
  expect(same).toEqual([{ one: 0, other: 1, overlap: 1 }]);
  expect(added).toEqual([0]);
});

test('boxes in other frames of a video are other things', () => {
  const { removed, added } = comparePredictions(
    [box('car', 0, { frame: 1 })],
    [box('car', 0, { frame: 2 })],
  );
  expect([removed, added]).toEqual([[0], [0]]);
});

test('points are one within a few pixels, spans where they share characters', () => {
  const point = (x: number): Annotation => ({
    kind: 'point',
    class: 'lamp',
    confidence: 1,
    point: { x, y: 9 },
  });
  expect(comparePredictions([point(10)], [point(12)]).changed).toHaveLength(1);
  expect(comparePredictions([point(10)], [point(19)]).added).toEqual([0]);
  const span = (start: number, end: number): Annotation => ({
    kind: 'entity',
    class: 'name',
    confidence: 1,
    start,
    end,
    text: '',
  });
  expect(comparePredictions([span(0, 10)], [span(0, 8)]).changed).toHaveLength(1);
  expect(comparePredictions([span(0, 10)], [span(20, 30)]).removed).toEqual([0]);
});

test('an answer that is another is a change, one that is the same in other order is none', () => {
  const radio = (option: string): Annotation => ({
    kind: 'radio',
    class: 'weather',
    confidence: 1,
    option,
  });
  expect(comparePredictions([radio('fair')], [radio('foul')]).changed).toHaveLength(1);
  const list = (...options: string[]): Annotation => ({
    kind: 'checklist',
    class: 'seen',
    confidence: 1,
    options,
  });
  expect(comparePredictions([list('a', 'b')], [list('b', 'a')]).same).toHaveLength(1);
});

test('predictions of equal annotations are the same, whatever these are', () => {
  const annotations = Array.from({ length: 500 }, (_, index) =>
    box(`class ${index % 3}`, index * 7),
  );
  const { same, changed, removed, added } = comparePredictions(annotations, annotations);
  expect(same).toHaveLength(500);
  expect([changed, removed, added]).toEqual([[], [], []]);
});

test('boxes that lie apart are no pair, though no overlap is asked for', () => {
  const { changed, removed, added } = comparePredictions([box('car', 500)], [box('car', 0)], 0);
  expect([changed, removed, added]).toEqual([[], [0], [0]]);
});

test('answers that say the same are paired as often as both say it, and the rest in their order', () => {
  const tag = (text: string): Annotation => ({ kind: 'tag', class: 'sign', confidence: 1, text });
  const one = [tag('a'), tag('b'), tag('a'), tag('c')];
  const { same, changed, removed, added } = comparePredictions(one, [tag('d'), tag('a'), tag('c')]);
  expect(same).toEqual([
    { one: 0, other: 1, overlap: 1 },
    { one: 3, other: 2, overlap: 1 },
  ]);
  expect(changed).toEqual([{ one: 1, other: 0, overlap: 0 }]);
  expect([removed, added]).toEqual([[2], []]);
});

test('3,000 annotations are compared with 3,000 others without a pair of each with each', {
  timeout: 2_000,
}, () => {
  const numbers = Array.from({ length: 3_000 }, (_, index) => index);
  const boxes = numbers.map((index) => box('car', index * 200));
  const apart = comparePredictions(
    boxes,
    numbers.map((index) => box('car', index * 200 + 100)),
    0,
  );
  expect([apart.removed.length, apart.added.length]).toEqual([3_000, 3_000]);
  const tags = (least: number): Annotation[] =>
    numbers.map((index) => ({
      kind: 'tag',
      class: 'sign',
      confidence: 1,
      text: `${index + least}`,
    }));
  const shifted = comparePredictions(tags(0), tags(1_000), 0);
  expect([shifted.same.length, shifted.changed.length]).toEqual([2_000, 1_000]);
});
