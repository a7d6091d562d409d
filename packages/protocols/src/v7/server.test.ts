import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { v7ConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';
import { decodeRequest, encodeResponse } from './server.ts';

const png = 'iVBORw0KGgoA';

test('the request as V7 documents it is read out of its envelope, with the region of auto-annotate (ambiguity 16)', () => {
  const wrapped = readFixture(import.meta.url, 'request-corrected.json');
  expect(decodeRequest(wrapped)).toMatchObject({
    ok: true,
    value: {
      input: {
        type: 'image',
        source: { kind: 'url', url: 'https://assets.example.com/1.png' },
        region: {
          id: 'd0dca498-dd0e-4150-b94e-253f06b9caf2',
          box: { x: 550, y: 120, width: 300, height: 400 },
        },
      },
      parameters: {},
    },
  });
});

test('the request as printed has an open string, and the message says where (ambiguity 17)', () => {
  expect(decodeRequest(readFixture(import.meta.url, 'request-as-printed.txt'))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringMatching(/line break.*byte \d+/) },
  });
});

test('the request of the test page is read without the credentials that it carries (ambiguity 16)', () => {
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
])('base64 is read %s (ambiguity 18)', (_, base64, mediaType) => {
  expect(decodeRequest(JSON.stringify({ image: { base64 } }))).toMatchObject({
    ok: true,
    value: { input: { source: { base64: png, mediaType } } },
  });
});

test('fields that are null are fields that are not there', () => {
  const body = {
    image: { url: 'https://a.example/1.png', base64: null },
    video: null,
    params: null,
  };
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: true,
    value: { input: { source: { kind: 'url' } }, parameters: {} },
  });
});

test('bytes are taken before an address, since they need no second call (ambiguity 18)', () => {
  const image = { base64: png, url: 'https://assets.example.com/1.png' };
  expect(decodeRequest(JSON.stringify({ image }))).toMatchObject({
    value: { input: { source: { kind: 'base64' } } },
  });
});

test('a region is sent as auto-annotate sends it, and is no parameter of the model', () => {
  const source = { kind: 'url', url: 'https://a.example/1.png' } as const;
  const region = { id: 'r-1', box: { x: 1, y: 2, width: 3, height: 4 } };
  const connection = v7ConnectionSchema.parse({ url: 'https://m.example/api' });
  const sent = encodeRequest(
    { type: 'image', source, region },
    { connection, ontology: { tools: [], classifications: [] }, parameters: { threshold: 0.5 } },
  );
  const body = sent.ok ? sent.value.body : null;
  expect(body).toEqual({
    image: { url: source.url },
    params: {
      threshold: 0.5,
      bbox: { x: 1, y: 2, w: 3, h: 4 },
      id: 'r-1',
      image: { url: source.url },
    },
  });
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    value: { input: { region }, parameters: { threshold: 0.5 } },
  });
});

test.each([
  ['frames', 'frame-urls', { frame_urls: [{ url: 'https://a.example/f1.png' }, { base64: png }] }],
  ['its address', 'url', { url: 'https://a.example/v.mp4' }],
] as const)(
  'a video is sent as %s where the connection says so (ambiguity 37)',
  (_, way, video) => {
    const sources = [
      { kind: 'url', url: 'https://a.example/f1.png' },
      { kind: 'base64', base64: png, mediaType: 'image/png' },
    ] as const;
    const frames = sources.map((source, index) => ({ index: index * 25, timeMs: 1000, source }));
    const connection = v7ConnectionSchema.parse({ url: 'https://m.example', videoDelivery: way });
    const context = { connection, ontology: { tools: [], classifications: [] }, parameters: {} };
    const url = 'https://a.example/v.mp4';
    expect(encodeRequest({ type: 'video', frames, url }, context)).toMatchObject({
      ok: true,
      value: { body: { video, params: {} } },
    });
    expect(encodeRequest({ type: 'video', frames: [] }, context)).toMatchObject({
      ok: false,
      problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' },
    });
  },
);

test.each([
  ['no image', {}, '/image'],
  ['a video of nothing', { video: {} }, '/video'],
  ['a frame of nothing', { video: { frame_urls: [{}] } }, '/video/frame_urls/0'],
  ['an image of nothing', { image: {} }, '/image'],
  ['what is not base64', { image: { base64: '<image>' } }, '/image/base64'],
  ['a wrapped image of nothing', { details: { image: {} } }, '/details/image'],
])('a request with %s is refused with its place', (_, body, place) => {
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining(place) },
  });
});

test('the hub sends the bare form, below the base URL or at the address given for it (ambiguity 16, ambiguity 19)', () => {
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

test('a negative angle, which V7 does not know, is written as the same turn the other way round', () => {
  const ellipse = { center: { x: 1, y: 1 }, radius: { x: 2, y: 1 }, angle: -Math.PI / 2 };
  const { body } = encodeResponse({
    annotations: [
      { kind: 'ellipse', class: 'x', confidence: 1, ellipse },
      { kind: 'vector', class: 'x', confidence: 1, angle: -1, length: 2 },
    ],
  });
  const [turned, directed] = JSON.parse(body).results;
  expect(turned.ellipse.angle).toBeCloseTo(1.5 * Math.PI, 12);
  expect(directed.directional_vector.angle).toBeCloseTo(2 * Math.PI - 1, 12);
});
