import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { decodeClassesResponse, encodeClassesRequest } from './classes.ts';
import { v7ConnectionSchema } from './connection.ts';

const decode = (body: unknown) => decodeClassesResponse(answerWith(body));

test("the vendor's sample is an ontology of a box, a polygon and a tag", () => {
  expect(decode(readFixture(import.meta.url, 'classes-as-printed.json'))).toEqual({
    ok: true,
    value: {
      tools: [
        { kind: 'bounding_box', name: 'Car' },
        { kind: 'polygon', name: 'Rust' },
      ],
      classifications: [{ kind: 'tag', name: 'Blurry Image' }],
    },
    warnings: [],
  });
});

test('classes are asked for below the base URL, or at the address given for them', () => {
  const ask = (connection: object) =>
    encodeClassesRequest(v7ConnectionSchema.parse({ url: 'https://m.example/api', ...connection }));
  expect(ask({})).toEqual({ method: 'GET', url: 'https://m.example/api/classes' });
  expect(ask({ classesUrl: 'https://m.example/c' }).url).toBe('https://m.example/c');
});

test('a class of a type that is not supported yet is left out with a warning', () => {
  const classes = [
    { name: 'Car', type: 'bounding_box' },
    { name: 'Road', type: 'line' },
  ];
  expect(decode(classes)).toMatchObject({
    ok: true,
    value: { tools: [{ name: 'Car' }], classifications: [] },
    warnings: [{ code: 'CLASS_TYPE_UNSUPPORTED', pointer: '/1/type' }],
  });
});

test('a class that is listed twice is one class', () => {
  const car = { name: 'Car', type: 'bounding_box' };
  expect(decode([car, car, { ...car, type: 'tag' }])).toMatchObject({
    ok: true,
    value: { tools: [{ name: 'Car' }], classifications: [{ name: 'Car' }] },
  });
});

test.each([
  ['a type that V7 does not know', [{ name: 'Car', type: 'rectangle' }], '/0/type'],
  ['a class without a type', [{ name: 'Car' }], '/0/type'],
  ['a class without a name', [{ name: ' ', type: 'tag' }], '/0/name'],
  ['an object', { classes: [] }, ''],
])('%s fails with its place', (_, body, pointer) => {
  expect(decode(body)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_INVALID', details: { pointer } },
  });
});

test('a page in place of the classes fails as a page', () => {
  expect(decode('<html><title>Sign in</title></html>')).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_NOT_JSON', message: expect.stringContaining('"Sign in"') },
  });
});
