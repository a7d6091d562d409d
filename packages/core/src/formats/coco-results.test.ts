import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation/annotation.ts';
import { encodeRunLength } from '../geometry/run-length.ts';
import { createCocoResultsEncoder } from './coco-results.ts';
import type { ExportedDataRow } from './export-source.ts';

const photo: ExportedDataRow = {
  id: '0193a5f0-0000-7000-8000-000000000001',
  globalKey: 'shelf/left.jpg',
  type: 'image',
  image: { width: 4, height: 3 },
  video: null,
};
const mail: ExportedDataRow = { ...photo, globalKey: 'mail.txt', type: 'text', image: null };

const square = (x: number, y: number, side: number) => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];

function encode(annotation: Annotation, dataRow = photo) {
  const encoder = createCocoResultsEncoder('a run', ['cat', 'dog']);
  const { results } = encoder.encode(dataRow, [annotation]);
  const { losses } = encoder.describe().info;
  return { results, losses: losses.map(({ code, count }) => [code, count]) };
}

describe('COCO results', () => {
  it('write a box as left, top, width and height with its score', () => {
    const box = { x: 1.5, y: 0, width: 2, height: 2.25 };
    expect(encode({ kind: 'bounding_box', class: 'dog', confidence: 0.75, box })).toEqual({
      results: [{ image_id: 1, category_id: 2, bbox: [1.5, 0, 2, 2.25], score: 0.75 }],
      losses: [],
    });
  });

  it('write a mask in run-length with the box around it', () => {
    // Columns of three: only the two lower pixels of the second column are set.
    const mask = encodeRunLength(Uint8Array.of(0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0), [3, 4]);
    const { results } = encode({ kind: 'mask', class: 'cat', confidence: 1, mask });
    expect(results).toEqual([
      {
        image_id: 1,
        category_id: 1,
        bbox: [1, 1, 1, 2],
        segmentation: { size: [3, 4], counts: '426' },
        score: 1,
      },
    ]);
  });

  it('write a polygon as a flat list with the box around it', () => {
    const polygon = { kind: 'polygon', class: 'cat', confidence: 1 } as const;
    const { results } = encode({ ...polygon, rings: [square(1, 1, 2)] });
    expect(results[0]).toMatchObject({
      bbox: [1, 1, 2, 2],
      segmentation: [[1, 1, 3, 1, 3, 3, 1, 3]],
    });
  });

  it('write a polygon of parts that lie apart as several lists', () => {
    const rings = [square(0, 0, 1), square(2, 2, 1)];
    const { results, losses } = encode({ kind: 'polygon', class: 'cat', confidence: 1, rings });
    expect(results[0]?.segmentation).toHaveLength(2);
    expect(results[0]?.bbox).toEqual([0, 0, 3, 3]);
    expect(losses).toEqual([]);
  });

  it('write a polygon with a hole as its box alone, and say so', () => {
    const rings = [square(0, 0, 3), square(1, 1, 1)];
    const { results, losses } = encode({ kind: 'polygon', class: 'cat', confidence: 1, rings });
    expect(results).toEqual([{ image_id: 1, category_id: 1, bbox: [0, 0, 3, 3], score: 1 }]);
    expect(losses).toEqual([['HOLES', 1]]);
  });

  it('take a missing confidence for 1, and say so', () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const { results, losses } = encode({
      kind: 'bounding_box',
      class: 'cat',
      confidence: null,
      box,
    });
    expect(results[0]?.score).toBe(1);
    expect(losses).toEqual([['CONFIDENCE_MISSING', 1]]);
  });

  it('keep a confidence of 0', () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const { results } = encode({ kind: 'bounding_box', class: 'cat', confidence: 0, box });
    expect(results[0]?.score).toBe(0);
  });

  it('count text, attributes and the mark of unknown classes, which have no place', () => {
    const { losses } = encode({
      kind: 'bounding_box',
      class: 'fox',
      confidence: 1,
      unknownClass: true,
      text: 'F-12',
      attributes: ['torn'],
      box: { x: 0, y: 0, width: 1, height: 1 },
    });
    expect(losses).toEqual([
      ['TEXT', 1],
      ['ATTRIBUTES', 1],
      ['UNKNOWN_CLASS', 1],
    ]);
  });

  it.each<Annotation>([
    { kind: 'radio', class: 'mood', confidence: 1, option: 'good' },
    { kind: 'checklist', class: 'mood', confidence: 1, options: [] },
    { kind: 'free_text', class: 'summary', confidence: 1, text: 'good' },
    { kind: 'tag', class: 'blurred', confidence: 1 },
    { kind: 'entity', class: 'person', confidence: 1, start: 0, end: 3, text: 'Ana' },
  ])('leave out a $kind, and count it', (annotation) => {
    expect(encode(annotation)).toEqual({ results: [], losses: [['NOT_DRAWN', 1]] });
  });

  it.each<Annotation>([
    { kind: 'line', class: 'cat', confidence: 1, path: square(0, 0, 1) },
    { kind: 'point', class: 'cat', confidence: 1, point: { x: 1, y: 1 } },
    {
      kind: 'ellipse',
      class: 'cat',
      confidence: 1,
      ellipse: { center: { x: 1, y: 1 }, radius: { x: 1, y: 1 }, angle: 0 },
    },
    {
      kind: 'cuboid',
      class: 'cat',
      confidence: 1,
      front: { x: 0, y: 0, width: 1, height: 1 },
      back: { x: 0, y: 0, width: 1, height: 1 },
    },
    { kind: 'skeleton', class: 'cat', confidence: 1, nodes: [{ x: 0, y: 0, occluded: false }] },
    { kind: 'vector', class: 'cat', confidence: 1, angle: 0, length: 1 },
  ])('leave out a $kind, which they do not know, and count it', (annotation) => {
    expect(encode(annotation)).toEqual({ results: [], losses: [['SHAPE_UNKNOWN', 1]] });
  });

  it('leave out what was drawn in videos, and count the answers about a shape', () => {
    const box: Annotation = {
      kind: 'bounding_box',
      class: 'cat',
      confidence: 1,
      box: { x: 0, y: 0, width: 1, height: 1 },
    };
    const video: ExportedDataRow = { ...photo, type: 'video', image: null };
    expect(encode({ ...box, frame: 3 }, video)).toEqual({
      results: [],
      losses: [['NOT_AN_IMAGE', 1]],
    });
    const answered = {
      ...box,
      classifications: [{ kind: 'free_text' as const, class: 'name', confidence: 1, text: 'Tom' }],
    };
    expect(encode(answered).losses).toEqual([['NESTED_ANSWERS', 1]]);
    const relation: Annotation = {
      kind: 'relation',
      class: 'on',
      confidence: 1,
      from: 'a',
      to: 'b',
    };
    expect(encode(relation).losses).toEqual([['NOT_DRAWN', 1]]);
  });
});

describe('the legend of COCO results', () => {
  const tag: Annotation = { kind: 'tag', class: 'blurred', confidence: 1 };
  const box = (name: string): Annotation => ({
    kind: 'bounding_box',
    class: name,
    confidence: 1,
    box: { x: 0, y: 0, width: 1, height: 1 },
  });

  it('numbers images as they come, those without predictions too, and leaves texts out', () => {
    const encoder = createCocoResultsEncoder('a run', ['cat']);
    const second = { ...photo, id: 'second', globalKey: 'b.jpg' };
    expect(encoder.encode(photo, []).image).toEqual({
      id: 1,
      file_name: 'shelf/left.jpg',
      width: 4,
      height: 3,
      data_row_id: photo.id,
    });
    expect(encoder.encode(mail, [tag]).image).toBeNull();
    const { image, results } = encoder.encode(second, [box('cat')]);
    expect(image).toMatchObject({ id: 2, file_name: 'b.jpg', data_row_id: 'second' });
    expect(results).toMatchObject([{ image_id: 2 }]);
  });

  it('numbers categories as the ontology does, then the unknown ones as they come', () => {
    const encoder = createCocoResultsEncoder('a run', ['cat', 'dog']);
    const { results } = encoder.encode(photo, [box('fox'), box('dog'), box('fox')]);
    expect(results.map((result) => result.category_id)).toEqual([3, 2, 3]);
    expect(encoder.describe().categories).toEqual([
      { id: 1, name: 'cat' },
      { id: 2, name: 'dog' },
      { id: 3, name: 'fox' },
    ]);
  });

  it('sums up the losses in words', () => {
    const encoder = createCocoResultsEncoder('a run', []);
    encoder.encode(photo, [tag, tag]);
    expect(encoder.describe().info.losses).toEqual([
      { code: 'NOT_DRAWN', message: expect.stringContaining('left out'), count: 2 },
    ]);
  });
});
