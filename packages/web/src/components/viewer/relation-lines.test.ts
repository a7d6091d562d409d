import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { listRelationLines } from './relation-lines.ts';
import { createShape, isPlaced } from './shape.ts';

const box = (id: string, x: number): Annotation => ({
  kind: 'bounding_box',
  class: 'thing',
  confidence: null,
  id,
  box: { x, y: 0, width: 10, height: 20 },
});
const relation = (from: string, to: string): Annotation => ({
  kind: 'relation',
  class: 'beside',
  confidence: null,
  from,
  to,
});

test('a relation is a line between the middles of its ends, where both are shown', () => {
  const annotations = [box('a', 0), box('b', 50), relation('a', 'b'), relation('a', 'hidden')].map(
    (annotation, index) => ({ annotation, index }),
  );
  const shapes = annotations.flatMap(({ annotation, index }) =>
    isPlaced(annotation) ? [createShape(annotation, index)] : [],
  );
  expect(listRelationLines(annotations, shapes)).toEqual([
    { index: 2, name: 'beside', from: { x: 5, y: 10 }, to: { x: 55, y: 10 } },
  ]);
});
