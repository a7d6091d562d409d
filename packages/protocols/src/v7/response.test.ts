import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { v7ConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';

const connect = (reading: 'strict' | 'lenient') =>
  v7ConnectionSchema.parse({ url: 'https://models.example.com/api', reading });
const ontology = ontologySchema.parse({
  tools: [
    { kind: 'bounding_box', name: 'Car' },
    { kind: 'polygon', name: 'background' },
  ],
  classifications: [{ kind: 'tag', name: 'Blurry' }],
});

const size = { width: 1000, height: 1000 };

function decode(body: unknown, reading: 'strict' | 'lenient' = 'strict') {
  const context = { connection: connect(reading), ontology, parameters: {} };
  return decodeResponse(answerWith(body), { type: 'image', size }, context);
}

const box = { bounding_box: { x: 1, y: 2, w: 3, h: 4 } };
const car = { name: 'Car', label: 'Car', confidence: 0.5, ...box };
const answer = (...results: object[]) => ({ status: 'succeeded', results });

test("the vendor's sample is a polygon with a second ring (ambiguity 23)", () => {
  const read = decode(readFixture(import.meta.url, 'response-as-printed.json'));
  expect(read).toMatchObject({
    ok: true,
    value: { annotations: [{ kind: 'polygon', class: 'background', confidence: 1 }] },
    // Its last side runs across two others: the page says that it is no typical annotation.
    warnings: [{ code: 'OUTLINE_CROSSES_ITSELF', pointer: '/results/0/polygon/path' }],
  });
  const [polygon] = read.ok ? read.value.annotations : [];
  expect(polygon?.kind === 'polygon' && polygon.rings.map((ring) => ring.length)).toEqual([9, 3]);
});

test('fields in great number, and classes in great number, are named in part and counted', () => {
  const fields = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, 1]));
  const read = decode(answer({ ...car, text: { text: 'KA 123', ...fields } }));
  expect(read.ok && read.warnings.length).toBe(101);
  expect(read.ok && read.warnings.at(-1)).toEqual({
    code: 'FIELD_IGNORED',
    message: '199900 more like this; the first of them is here.',
    pointer: '/results/0/text/k100',
  });
});

test('read leniently, attributes in an object are taken out of it, and what else was in it is named (ambiguity 20)', () => {
  const result = { ...car, attributes: { attributes: ['old'], more: 1 } };
  expect(decode(answer(result), 'lenient')).toMatchObject({
    ok: true,
    value: { annotations: [{ attributes: ['old'] }] },
    warnings: [
      { code: 'ATTRIBUTES_REFORMED', pointer: '/results/0/attributes' },
      { code: 'FIELD_IGNORED', pointer: '/results/0/attributes/more' },
    ],
  });
});

test('a box, a polygon and a tag are read with what stands beside them', () => {
  const path = [
    { x: 0, y: 0 },
    { x: 9, y: 0 },
    { x: 9, y: 9 },
  ];
  const read = decode(
    answer(
      { ...car, text: { text: 'KA 123' }, attributes: ['parked'] },
      {
        name: 'background',
        label: 'background',
        confidence: 1,
        polygon: { path: [...path, path[0]] },
      },
      { name: 'Blurry', label: 'Blurry', confidence: 0.25, tag: {} },
    ),
  );
  expect(read).toEqual({
    ok: true,
    value: {
      annotations: [
        {
          kind: 'bounding_box',
          class: 'Car',
          confidence: 0.5,
          box: { x: 1, y: 2, width: 3, height: 4 },
          text: 'KA 123',
          attributes: ['parked'],
        },
        { kind: 'polygon', class: 'background', confidence: 1, rings: [path] },
        { kind: 'tag', class: 'Blurry', confidence: 0.25 },
      ],
      reading: 'strict',
    },
    warnings: [],
  });
});

test('no results are an answer without annotations (fault J14, ambiguity 25)', () => {
  for (const body of [{ status: 'succeeded' }, answer()]) {
    const value = { annotations: [], reading: 'strict' };
    expect(decode(body)).toEqual({ ok: true, value, warnings: [] });
  }
  const nothing = { status: 'succeeded', results: null };
  expect(decode(nothing, 'lenient')).toMatchObject({ ok: true, value: { annotations: [] } });
  expect(decode(nothing)).toMatchObject({
    ok: false,
    problem: { details: { pointer: '/results' } },
  });
});

test('a field of the whole answer that is in no contract is left out with a warning', () => {
  expect(decode({ ...answer(car), took_ms: 7 })).toMatchObject({
    ok: true,
    warnings: [{ code: 'FIELD_IGNORED', pointer: '/took_ms' }],
  });
});

test('an outline of too many points is refused, not thinned', () => {
  const path = Array.from({ length: 100_001 }, (_, x) => ({ x, y: x % 2 }));
  const result = { name: 'background', label: 'background', confidence: 1, polygon: { path } };
  expect(decode(answer(result))).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_TOO_LARGE' },
  });
});

test('a failure fails the item, whatever results it has, with its reason where there is one (fault J14, ambiguity 25)', () => {
  expect(decode({ status: 'failed', results: [car] })).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_REPORTED_FAILURE', message: expect.stringContaining('no reason') },
  });
  expect(decode({ status: 'failed', error: 'out of memory' })).toMatchObject({
    problem: { message: expect.stringContaining('out of memory') },
  });
});

describe('what is certain is read with a warning', () => {
  test.each([
    [
      'a label that differs (ambiguity 24)',
      { ...car, label: 'vehicle' },
      'LABEL_DIFFERS',
      '/results/0/label',
    ],
    ['another case', { ...car, name: 'CAR', label: 'CAR' }, 'CLASS_NORMALISED', '/results/0/name'],
    ['a field of no contract', { ...car, id: 7 }, 'FIELD_IGNORED', '/results/0/id'],
    [
      'an angle beside a box',
      { ...car, bounding_box: { ...box.bounding_box, angle: 1 } },
      'FIELD_IGNORED',
      '/results/0/bounding_box/angle',
    ],
    [
      'a box that reaches outside',
      { ...car, bounding_box: { x: -1, y: 0, w: 3, h: 4 } },
      'SHAPE_OUTSIDE_IMAGE',
      '/results/0/bounding_box',
    ],
    [
      'a box without area',
      { ...car, bounding_box: { x: 1, y: 0, w: 0, h: 4 } },
      'SHAPE_EMPTY',
      '/results/0/bounding_box',
    ],
  ])('%s', (_, result, code, pointer) => {
    expect(decode(answer(result))).toMatchObject({
      ok: true,
      value: { annotations: [{ kind: 'bounding_box', class: 'Car' }] },
      warnings: [{ code, pointer }],
    });
  });

  test('a class that the server did not list for this type', () => {
    expect(decode(answer({ ...car, name: 'Blurry', label: 'Blurry' }))).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'Blurry', unknownClass: true }] },
      warnings: [{ code: 'CLASS_UNKNOWN', pointer: '/results/0/name' }],
    });
  });
});

describe('what cannot be right fails the whole item', () => {
  const outline = (path: object[]) => ({ ...car, bounding_box: undefined, polygon: { path } });

  test.each([
    [
      'two main types (fault J15, ambiguity 22)',
      { ...car, tag: {} },
      'MODEL_RESPONSE_INVALID',
      '/results/1',
    ],
    [
      'no main type (fault J15)',
      { ...car, bounding_box: undefined },
      'MODEL_RESPONSE_INVALID',
      '/results/1',
    ],
    [
      'no class',
      { ...car, name: undefined, label: null },
      'MODEL_RESPONSE_INVALID',
      '/results/1/name',
    ],
    [
      'a class by number',
      { ...car, name: 3, label: 3 },
      'MODEL_RESPONSE_INVALID',
      '/results/1/name',
    ],
    [
      'no confidence (fault J16)',
      { ...car, confidence: undefined },
      'MODEL_CONFIDENCE_INVALID',
      '/results/1/confidence',
    ],
    [
      'a confidence above 1 (fault J16)',
      { ...car, confidence: 1.0000001 },
      'MODEL_CONFIDENCE_INVALID',
      '/results/1/confidence',
    ],
    [
      'a confidence below 0 (fault J16)',
      { ...car, confidence: -0.1 },
      'MODEL_CONFIDENCE_INVALID',
      '/results/1/confidence',
    ],
    [
      'a confidence in quotes',
      { ...car, confidence: '0.5' },
      'MODEL_CONFIDENCE_INVALID',
      '/results/1/confidence',
    ],
    [
      'a negative width',
      { ...car, bounding_box: { x: 1, y: 2, w: -3, h: 4 } },
      'MODEL_GEOMETRY_INVALID',
      '/results/1/bounding_box',
    ],
    [
      'a box as a list',
      { ...car, bounding_box: [1, 2, 3, 4] },
      'MODEL_RESPONSE_INVALID',
      '/results/1/bounding_box',
    ],
    [
      'a line for a polygon',
      outline([
        { x: 0, y: 0 },
        { x: 1, y: 1 },
        { x: 0, y: 0 },
      ]),
      'MODEL_GEOMETRY_INVALID',
      '/results/1/polygon/path',
    ],
    [
      'a point without y',
      outline([{ x: 0 }, { x: 1, y: 1 }]),
      'MODEL_RESPONSE_INVALID',
      '/results/1/polygon/path/0/y',
    ],
    [
      'a text in the wrong place',
      { ...car, text: 'KA 123' },
      'MODEL_RESPONSE_INVALID',
      '/results/1/text',
    ],
    [
      'attributes that are no words',
      { ...car, attributes: [1] },
      'MODEL_RESPONSE_INVALID',
      '/results/1/attributes/0',
    ],
    ['no label', { ...car, label: undefined }, 'MODEL_RESPONSE_INVALID', '/results/1/label'],
    ['no name', { ...car, name: null }, 'MODEL_RESPONSE_INVALID', '/results/1/name'],
    [
      'a second main type that is null',
      { ...car, polygon: null },
      'MODEL_RESPONSE_INVALID',
      '/results/1',
    ],
    [
      'attributes in an object (ambiguity 20)',
      { ...car, attributes: { attributes: ['a'] } },
      'MODEL_RESPONSE_INVALID',
      '/results/1/attributes',
    ],
    ['a result that is no object', [car], 'MODEL_RESPONSE_INVALID', '/results/1'],
  ])('%s', (_, result, code, pointer) => {
    expect(decode(answer(car, result))).toMatchObject({
      ok: false,
      problem: { code, details: { pointer }, message: expect.stringContaining(pointer) },
    });
  });

  test.each([
    ['another status', { status: 'done' }, '/status'],
    ['no status', { results: [] }, '/status'],
    ['results that are no list', { status: 'succeeded', results: {} }, '/results'],
  ])('%s', (_, body, pointer) => {
    expect(decode(body)).toMatchObject({
      ok: false,
      problem: { code: 'MODEL_RESPONSE_INVALID', details: { pointer } },
    });
  });

  test.each([
    ['comments (fault J2)', '{"status": "succeeded" // done\n}', 'a comment is not JSON'],
    ['a comma too many', '{"status": "succeeded",}', 'a comma stands before a closing bracket'],
    ['JSON in a string (fault J5)', JSON.stringify('{"status": "succeeded"}'), 'object'],
    ['a code fence (fault J5)', '```json\n{"status": "succeeded"}\n```', 'unexpected'],
  ])('%s: V7 reads plain JSON and so do we', (_, body, reason) => {
    expect(decode(body)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining(reason) },
    });
  });
});
