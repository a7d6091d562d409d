import { expect, test } from 'vitest';
import { annotationBox, type PlacedAnnotation } from './annotation-box.ts';

const said = { class: 'a', confidence: 1 };
const [near, far] = [
  { x: 2, y: 3, width: 10, height: 5 },
  { x: 6, y: 1, width: 10, height: 5 },
];
const tip = { x: 4, y: 9 };
const path = [tip, { x: 1, y: 2 }, { x: 7, y: 5 }];
const around = { x: 1, y: 2, width: 6, height: 7 };

test.each<[PlacedAnnotation, object]>([
  [{ kind: 'bounding_box', ...said, box: near }, near],
  [{ kind: 'polygon', ...said, rings: [path, path.slice(0, 2)] }, around],
  [{ kind: 'line', ...said, path }, around],
  [
    { kind: 'point', ...said, point: { x: 4, y: 9 } },
    { x: 4, y: 9, width: 0, height: 0 },
  ],
  [
    { kind: 'cuboid', ...said, front: near, back: far },
    { x: 2, y: 1, width: 14, height: 7 },
  ],
  [{ kind: 'skeleton', ...said, nodes: path.map((at) => ({ ...at, occluded: false })) }, around],
  [
    { kind: 'ellipse', ...said, ellipse: { center: tip, radius: { x: 3, y: 2 }, angle: 0 } },
    { x: 1, y: 7, width: 6, height: 4 },
  ],
  [
    { kind: 'mask', ...said, mask: { size: [3, 5], counts: '41205' } },
    { x: 1, y: 1, width: 2, height: 1 },
  ],
])('the box around $kind holds all of it', (annotation, expected) => {
  expect(annotationBox(annotation)).toEqual(expected);
});
