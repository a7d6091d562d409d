import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { v7ConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';
import { decodeRequest, encodeResponse } from './server.ts';

const png = 'iVBORw0KGgoA';

test('the request as V7 documents it is read out of its envelope', () => {
  const wrapped = readFixture(import.meta.url, 'request-corrected.json');
  expect(decodeRequest(wrapped)).toMatchObject({
    ok: true,
    value: {
      input: { type: 'image', source: { kind: 'url', url: 'https://assets.example.com/1.png' } },
      parameters: { bbox: { h: 400, w: 300, x: 550, y: 120 } },
    },
  });
});

test('the request as printed has an open string, and the message says where', () => {
  expect(decodeRequest(readFixture(import.meta.url, 'request-as-printed.txt'))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringMatching(/line break.*byte \d+/) },
  });
});

test('the request of the test page is read without the credentials that it carries', () => {
  const sample = readFixture(import.meta.url, 'request-test-page-as-printed.json');
  const read = decodeRequest(sample.replace('{base64_image_representation}', png));
  expect(read).toEqual({
    ok: true,
    value: {
      input: { type: 'image', source: { kind: 'base64', base64: png, mediaType: 'image/png' } },
      parameters: {},
    },
    warnings: [],
  });
});

test.each([
  ['bare', png, 'image/png'],
  ['with its media type', `data:image/jpeg;base64,${png}`, 'image/jpeg'],
  ['wrapped into lines', `iVBO\nRw0K\r\nGgoA\n`, 'image/png'],
])('base64 is read %s', (_, base64, mediaType) => {
  expect(decodeRequest(JSON.stringify({ image: { base64 } }))).toMatchObject({
    ok: true,
    value: { input: { source: { base64: png, mediaType } } },
  });
});

test('bytes are taken before an address, since they need no second call', () => {
  const image = { base64: png, url: 'https://assets.example.com/1.png' };
  expect(decodeRequest(JSON.stringify({ image }))).toMatchObject({
    value: { input: { source: { kind: 'base64' } } },
  });
});

test.each([
  ['no image', {}, '/image'],
  ['an image of nothing', { image: {} }, '/image'],
  ['what is not base64', { image: { base64: '<image>' } }, '/image/base64'],
  ['a wrapped image of nothing', { details: { image: {} } }, '/details/image'],
])('a request with %s is refused with its place', (_, body, place) => {
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining(place) },
  });
});

test('the hub sends the bare form, below the base URL or at the address given for it', () => {
  const input = { type: 'image', source: { kind: 'url', url: 'https://a.example/1.png' } } as const;
  const send = (connection: object) =>
    encodeRequest(input, {
      connection: v7ConnectionSchema.parse({ url: 'https://m.example/api/?key=1', ...connection }),
      ontology: { tools: [], classifications: [] },
      parameters: {},
    });
  expect(send({})).toMatchObject({
    value: {
      method: 'POST',
      url: 'https://m.example/api/infer?key=1',
      body: { image: { url: 'https://a.example/1.png' }, params: {} },
    },
  });
  expect(send({ inferUrl: 'https://m.example/infer' })).toMatchObject({
    value: { url: 'https://m.example/infer' },
  });
});

test('a text cannot be sent', () => {
  const context = {
    connection: v7ConnectionSchema.parse({ url: 'https://m.example' }),
    ontology: { tools: [], classifications: [] },
    parameters: {},
  };
  expect(encodeRequest({ type: 'text', text: 'x' }, context)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' },
  });
});

test('a confidence that nobody stated is written as 1, since V7 demands one', () => {
  const { body } = encodeResponse({ annotations: [{ kind: 'tag', class: 'x', confidence: null }] });
  expect(JSON.parse(body)).toEqual({
    status: 'succeeded',
    results: [{ name: 'x', label: 'x', confidence: 1, tag: {} }],
  });
});

test('an annotation that V7 has no type for is a failure, not left out', () => {
  const words = { kind: 'free_text', class: 'x', confidence: null, text: 'words' } as const;
  const { body } = encodeResponse({ annotations: [words] });
  expect(JSON.parse(body)).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('free_text'),
  });
});
