import { expect, test } from 'vitest';
import { encodeRunLength } from '../geometry/run-length.ts';
import { type Annotation, annotationSchema, drawnKinds } from './annotation.ts';
import { scaleAnnotation } from './scale-annotation.ts';

const from = { width: 200, height: 100 };
const to = { width: 400, height: 200 };
const base = { class: 'car', confidence: 0.5, text: 'KA 1', attributes: ['parked'] };
const p = (x: number, y: number) => ({ x, y });
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** Each kind that is drawn, and what it is in twice the size. */
const drawn: readonly [Annotation, object][] = [
  [{ kind: 'bounding_box', ...base, box: box(1, 2, 3, 4) }, { box: box(2, 4, 6, 8) }],
  [
    { kind: 'polygon', ...base, rings: [[p(0, 0), p(4, 0), p(0, 3)]] },
    { rings: [[p(0, 0), p(8, 0), p(0, 6)]] },
  ],
  [
    {
      kind: 'mask',
      ...base,
      mask: encodeRunLength(new Uint8Array(20_000).fill(1, 0, 100), [100, 200]),
    },
    { mask: encodeRunLength(new Uint8Array(80_000).fill(1, 0, 400), [200, 400]) },
  ],
  [{ kind: 'line', ...base, path: [p(1, 1), p(2, 3)] }, { path: [p(2, 2), p(4, 6)] }],
  [{ kind: 'point', ...base, point: p(9, 8) }, { point: p(18, 16) }],
  [
    { kind: 'ellipse', ...base, ellipse: { center: p(5, 5), radius: p(2, 1), angle: 0.3 } },
    { ellipse: { center: p(10, 10), radius: p(4, 2), angle: 0.3 } },
  ],
  [
    { kind: 'cuboid', ...base, front: box(1, 1, 2, 2), back: box(2, 2, 2, 2) },
    { front: box(2, 2, 4, 4), back: box(4, 4, 4, 4) },
  ],
  [
    { kind: 'skeleton', ...base, nodes: [{ x: 1, y: 2, occluded: true, name: 'knee' }] },
    { nodes: [{ x: 2, y: 4, occluded: true, name: 'knee' }] },
  ],
  [
    { kind: 'vector', ...base, angle: 1, length: 5 },
    { angle: 1, length: 10 },
  ],
];

test('every kind that is drawn is among these', () => {
  expect(drawn.map(([annotation]) => annotation.kind).sort()).toEqual([...drawnKinds].sort());
});

test.each(drawn)(
  '$kind has its place in the larger image, and keeps all else',
  (annotation, scaled) => {
    const result = scaleAnnotation(annotation, from, to);
    expect(result).toEqual({ ...annotation, ...scaled });
    expect(annotationSchema.safeParse(result).success).toBe(true);
  },
);

test.each<Annotation>([
  { kind: 'entity', class: 'name', confidence: 1, start: 2, end: 5, text: 'Ana' },
  { kind: 'relation', class: 'rides', confidence: 1, from: 'a', to: 'b' },
  { kind: 'radio', class: 'mood', confidence: 1, option: 'good' },
  { kind: 'checklist', class: 'topics', confidence: 1, options: ['a'] },
  { kind: 'free_text', class: 'summary', confidence: 1, text: 'x' },
  { kind: 'tag', class: 'blurred', confidence: 1 },
])('$kind stays as it is', (annotation) => {
  expect(scaleAnnotation(annotation, from, to)).toEqual(annotation);
});
