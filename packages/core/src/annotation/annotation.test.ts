import { describe, expect, it } from 'vitest';
import { type Annotation, annotationSchema } from './annotation.ts';

const triangle = [
  { x: 0, y: 0 },
  { x: 4, y: 0 },
  { x: 0, y: 3 },
];

/** One of each kind, with all that it can carry. */
const samples: Annotation[] = [
  {
    kind: 'bounding_box',
    class: 'QR Code',
    confidence: 0.5,
    box: { x: -1.5, y: 0, width: 10, height: 2.25 },
    text: 'https://example.com',
    attributes: ['damaged'],
    unknownClass: true,
  },
  { kind: 'polygon', class: 'leaf', confidence: null, rings: [triangle, triangle] },
  { kind: 'mask', class: 'leaf', confidence: 1, mask: { size: [3, 5], counts: '41205' } },
  { kind: 'entity', class: 'person', confidence: 0, start: 2, end: 5, text: 'Ana' },
  { kind: 'radio', class: 'mood', confidence: 0.9, option: 'good' },
  { kind: 'checklist', class: 'topics', confidence: null, options: [] },
  { kind: 'free_text', class: 'summary', confidence: null, text: '' },
  { kind: 'line', class: 'crack', confidence: 1, path: triangle.slice(0, 2) },
  { kind: 'point', class: 'nose', confidence: 0.2, point: { x: 1.5, y: -2 }, frame: 12 },
  {
    kind: 'ellipse',
    class: 'cell',
    confidence: 1,
    ellipse: { center: { x: 4, y: 5 }, radius: { x: 3, y: 0 }, angle: -0.5 },
  },
  {
    kind: 'cuboid',
    class: 'crate',
    confidence: 1,
    id: 'crate-1',
    front: { x: 0, y: 0, width: 4, height: 3 },
    back: { x: 1, y: 1, width: 3, height: 2 },
  },
  {
    kind: 'skeleton',
    class: 'person',
    confidence: 1,
    nodes: [
      { x: 1, y: 2, occluded: false, name: 'nose' },
      { x: 1, y: 3, occluded: true },
    ],
  },
  { kind: 'vector', class: 'heading', confidence: 1, angle: 1.2, length: 40 },
  { kind: 'relation', class: 'stands on', confidence: null, from: 'person-1', to: 'crate-1' },
  {
    kind: 'bounding_box',
    class: 'car',
    confidence: 1,
    box: { x: 0, y: 0, width: 1, height: 1 },
    classifications: [
      {
        kind: 'checklist',
        class: 'damages',
        confidence: null,
        options: ['door', 'roof'],
        classifications: [
          { kind: 'radio', class: 'side', under: 'door', confidence: 1, option: 'left' },
        ],
      },
    ],
  },
  { kind: 'tag', class: 'blurred', confidence: 1, text: 'left half', attributes: [] },
];

describe('an annotation', () => {
  it.each(samples)('of the kind $kind is kept as it is', (annotation) => {
    expect(annotationSchema.parse(annotation)).toEqual(annotation);
  });

  it.each(samples)('of the kind $kind survives JSON', (annotation) => {
    expect(annotationSchema.parse(JSON.parse(JSON.stringify(annotation)))).toEqual(annotation);
  });

  it.each(samples)('of the kind $kind needs a class', (annotation) => {
    expect(annotationSchema.safeParse({ ...annotation, class: '' }).success).toBe(false);
  });

  it.each([-0.01, 1.000001, Number.NaN, Infinity, '0.5', undefined])(
    'cannot have the confidence %s',
    (confidence) => {
      for (const annotation of samples) {
        expect(annotationSchema.safeParse({ ...annotation, confidence }).success).toBe(false);
      }
    },
  );

  it.each([
    ['a kind that nobody knows', { kind: 'hexagon', class: 'box', confidence: 1 }],
    ['a line of one point', { kind: 'line', class: 'a', confidence: 1, path: [{ x: 0, y: 0 }] }],
    ['a skeleton without joints', { kind: 'skeleton', class: 'a', confidence: 1, nodes: [] }],
    [
      'a vector of negative length',
      { kind: 'vector', class: 'a', confidence: 1, angle: 0, length: -1 },
    ],
    ['a frame before the first', { kind: 'tag', class: 'a', confidence: 1, frame: -1 }],
    [
      'an answer to a question of its own that has no class',
      { ...samples[0], classifications: [{ kind: 'free_text', confidence: 1, text: '' }] },
    ],
    ['a box without a box', { kind: 'bounding_box', class: 'box', confidence: 1 }],
    ['a ring of two points', { ...samples[1], rings: [triangle.slice(0, 2)] }],
    ['a mask without counts', { ...samples[2], mask: { size: [3, 5] } }],
    ['a span at half a character', { ...samples[3], start: 0.5 }],
    ['a span before the text', { ...samples[3], start: -1 }],
    ['a radio with several options', { ...samples[4], option: ['good', 'bad'] }],
    ['a checklist with one option outside a list', { ...samples[5], options: 'good' }],
  ])('cannot be %s', (_, annotation) => {
    expect(annotationSchema.safeParse(annotation).success).toBe(false);
  });
});
