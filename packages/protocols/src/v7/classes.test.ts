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

test('classes are asked for below the base URL, or at the address given for them (ambiguity 19)', () => {
  const ask = (connection: object) =>
    encodeClassesRequest(v7ConnectionSchema.parse({ url: 'https://m.example/api', ...connection }));
  expect(ask({})).toEqual({ method: 'GET', url: 'https://m.example/api/classes' });
  expect(ask({ classesUrl: 'https://m.example/c' }).url).toBe('https://m.example/c');
});

test('every main type is a class, those that the list of types forgets too (ambiguity 21)', () => {
  const types = ['cuboid', 'ellipse', 'line', 'keypoint', 'skeleton', 'directional_vector'];
  expect(decode(types.map((type) => ({ name: type, type })))).toMatchObject({
    ok: true,
    value: {
      tools: [
        { kind: 'cuboid' },
        { kind: 'ellipse' },
        { kind: 'line' },
        { kind: 'point', name: 'keypoint' },
        { kind: 'skeleton' },
        { kind: 'vector', name: 'directional_vector' },
      ],
    },
    warnings: [],
  });
});

test('a class that is listed twice is one class, with a warning', () => {
  const car = { name: 'Car', type: 'bounding_box' };
  expect(decode([car, car, { ...car, type: 'tag' }])).toMatchObject({
    ok: true,
    value: { tools: [{ name: 'Car' }], classifications: [{ name: 'Car' }] },
    warnings: [{ code: 'CLASS_REPEATED', pointer: '/1' }],
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
