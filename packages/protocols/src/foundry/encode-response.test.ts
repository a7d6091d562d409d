import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { encodeResponse } from './encode-response.ts';

const tom = {
  kind: 'entity',
  class: 'person',
  confidence: null,
  start: 0,
  end: 3,
  text: 'Tom',
} as const;

test('an answer has one key for each class', () => {
  const box = {
    kind: 'bounding_box',
    class: 'cat',
    box: { x: 1, y: 2, width: 3, height: 4 },
  } as const;
  const { body } = encodeResponse({
    annotations: [{ ...box, confidence: 0.5 }, tom, { ...box, confidence: null }],
  });
  expect(JSON.parse(body)).toEqual({
    cat: {
      boxes: [
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ],
      scores: [0.5, null],
    },
    person: [{ start: 0, end: 3, text: 'Tom' }],
  });
});

test('confidences that nobody stated are not written', () => {
  const radio = { kind: 'radio', class: 'mood', option: 'good' } as const;
  const write = (confidence: number | null) =>
    JSON.parse(encodeResponse({ annotations: [{ ...radio, confidence }] }).body);
  expect(write(null)).toEqual({ mood: 'good' });
  expect(write(0.5)).toEqual({ mood: { answer: 'good', score: 0.5 } });
});

test('what cannot stand under one key is a failure, not left out', () => {
  const mood = { kind: 'radio', class: 'person', confidence: null, option: 'good' } as const;
  const ellipse = { center: { x: 1, y: 1 }, radius: { x: 1, y: 1 }, angle: 0 };
  const cell = { kind: 'ellipse', class: 'x', confidence: null, ellipse } as const;
  const note = { kind: 'free_text', class: 'note', confidence: null, text: '' } as const;
  const box = { kind: 'bounding_box', class: 'frames', confidence: null } as const;
  const place = { x: 0, y: 0, width: 1, height: 1 };
  const cases: Annotation[][] = [
    [tom, mood],
    [mood, mood],
    [cell],
    [{ ...tom, classifications: [note, note] }],
    [{ kind: 'checklist', class: 'x', confidence: null, options: ['a'], classifications: [note] }],
    [
      { ...box, box: place },
      { ...mood, frame: 3 },
    ],
  ];
  for (const annotations of cases) {
    const response = encodeResponse({ annotations });
    expect(response.status).toBe(500);
    expect(JSON.parse(response.body)).toEqual({ error: expect.stringContaining('cannot carry') });
  }
});

test('several kinds of shapes under one key have lists of their own beside them', () => {
  const base = { class: 'cat', confidence: null };
  const { body } = encodeResponse({
    annotations: [
      { ...base, kind: 'bounding_box', confidence: 0.5, box: { x: 1, y: 2, width: 3, height: 4 } },
      { ...base, kind: 'point', point: { x: 1, y: 2 }, id: 'nose' },
      { ...base, kind: 'point', point: { x: 3, y: 4 }, text: 'left', attributes: ['wet'] },
    ],
  });
  expect(JSON.parse(body)).toEqual({
    cat: {
      boxes: [[1, 2, 3, 4]],
      box_scores: [0.5],
      points: [
        [1, 2],
        [3, 4],
      ],
      point_ids: ['nose', null],
      point_texts: [null, 'left'],
      point_attributes: [null, ['wet']],
    },
  });
});
