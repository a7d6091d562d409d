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
  const outline = { kind: 'polygon', class: 'x', confidence: null, rings: [] } as const;
  for (const annotations of [[tom, mood], [mood, mood], [{ ...outline, rings: [] }]]) {
    const response = encodeResponse({ annotations });
    expect(response.status).toBe(500);
    expect(JSON.parse(response.body)).toEqual({ error: expect.stringContaining('cannot carry') });
  }
});
