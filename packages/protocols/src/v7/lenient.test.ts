import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import { answerWith } from '../testing/respond.ts';
import { v7ConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';

const connection = v7ConnectionSchema.parse({ url: 'https://m.example', reading: 'lenient' });
const ontology = ontologySchema.parse({ tools: [{ kind: 'bounding_box', name: 'Car' }] });
const car = {
  name: 'Car',
  label: 'Car',
  confidence: 0.5,
  bounding_box: { x: 1, y: 2, w: 3, h: 4 },
};

function decode(...results: unknown[]) {
  const row = { type: 'image', size: { width: 100, height: 100 } } as const;
  const body = { status: 'succeeded', results };
  return decodeResponse(answerWith(body), row, { connection, ontology, parameters: {} });
}

test.each([
  ['two main types', { ...car, tag: {} }, '/results/1'],
  ['no main type', { ...car, bounding_box: undefined }, '/results/1'],
  ['a confidence above 1', { ...car, confidence: 1.2 }, '/results/1/confidence'],
  [
    'a negative width',
    { ...car, bounding_box: { x: 1, y: 2, w: -3, h: 4 } },
    '/results/1/bounding_box',
  ],
  ['no object', 'Car', '/results/1'],
])(
  'a result with %s is left out with a warning, the others are kept (fault J15, ambiguity 22)',
  (_, bad, pointer) => {
    const read = decode(car, bad, { ...car, confidence: 0.75 });
    expect(read).toMatchObject({
      ok: true,
      value: { annotations: [{ confidence: 0.5 }, { confidence: 0.75 }], reading: 'lenient' },
      warnings: [{ code: 'RESULT_DROPPED', pointer, message: expect.stringContaining('left out') }],
    });
  },
);

test('an answer of which nothing can be read fails: an empty one would say that nothing was found', () => {
  expect(decode({ ...car, confidence: 2 }, { ...car, confidence: 3 })).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_CONFIDENCE_INVALID', details: { pointer: '/results/0/confidence' } },
  });
});

test('fields that are null are fields that are not there', () => {
  expect(decode({ ...car, polygon: null, text: null, attributes: null })).toMatchObject({
    ok: true,
    value: { annotations: [{ kind: 'bounding_box' }] },
    warnings: [],
  });
});

test('a result without a confidence is kept without one', () => {
  expect(decode({ ...car, confidence: undefined })).toMatchObject({
    ok: true,
    value: { annotations: [{ confidence: null }] },
    warnings: [{ code: 'CONFIDENCE_MISSING', pointer: '/results/0/confidence' }],
  });
});

test.each(['name', 'label'])(
  'a result without %s takes its class from the other (ambiguity 24)',
  (field) => {
    expect(decode({ ...car, [field]: undefined })).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'Car' }] },
      warnings: [{ code: 'LABEL_DIFFERS', pointer: `/results/0/${field}` }],
    });
  },
);
