import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';

let hub: TestHub;
let endpoint: Server;
let url: string;
let pictures: Server;
let picturesUrl: string;
let photograph: Buffer;

/** What the model was asked last, and what it answers. */
let asked: { body: { image: { base64?: string; url?: string }; params: object }; size: number[] };
let spoken: object;

beforeAll(async () => {
  photograph = await picture(6);
  pictures = createServer((request, response) => {
    if (request.url === '/page.html') response.end('<html>');
    else if (request.url === '/gone.jpg') response.writeHead(404).end();
    else response.setHeader('content-type', 'image/jpeg').end(photograph);
  });
  endpoint = createServer(async (request, response) => {
    const body = (await json(request)) as typeof asked.body;
    const bytes = body.image?.url
      ? Buffer.from(await (await fetch(body.image.url)).arrayBuffer())
      : Buffer.from(body.image?.base64 ?? '', 'base64');
    const { width, height, orientation = 1 } = await sharp(bytes).metadata();
    asked = { body, size: [width, height, orientation] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(spoken));
  });
  [url, picturesUrl] = await Promise.all([listen(endpoint), listen(pictures)]);
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  hub.listenAt(await hub.app.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(async () => {
  await hub.end();
  for (const server of [endpoint, pictures]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  spoken = { status: 'succeeded', results: [{ ...car, bounding_box: box }] };
});

const car = { name: 'Car', label: 'Car', confidence: 0.9 };
const box = { x: 2, y: 4, w: 8, h: 6 };

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** 40 × 80 as displayed where it is stored turned by 90°. */
function picture(orientation: number): Promise<Buffer> {
  return sharp({ create: { width: 80, height: 40, channels: 3, background: '#08f' } })
    .jpeg()
    .withMetadata({ orientation })
    .toBuffer();
}

async function register(changes: object = {}): Promise<string> {
  const { status, body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: `Cars ${crypto.randomUUID()}`,
    protocol: 'v7',
    connection: { url },
    ontology: { tools: [{ kind: 'bounding_box', name: 'Car' }] },
    ...changes,
  });
  expect(status).toBe(201);
  return body.model.id;
}

async function infer(modelId: string, payload: object | string, from: TestHub = hub) {
  const answer = await from.app.inject({
    method: 'POST',
    url: `/compat/v7/ai/models/${modelId}/infer`,
    headers: { authorization: `ApiKey ${from.apiKey}`, 'content-type': 'application/json' },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

const base64 = () => photograph.toString('base64');

describe('an image is asked about', () => {
  test('and answered in both forms that clients read, seen upright by the model', async () => {
    const id = await register({ name: 'Cars' });
    const { status, body } = await infer(id, { image: { base64: base64() } });
    expect(status).toBe(200);
    expect(asked.size).toEqual([40, 80, 1]);
    expect(asked.body.params).toEqual({});
    expect(body).toEqual({
      status: 'succeeded',
      results: [{ ...car, bounding_box: box }],
      action: 'infer',
      result: [
        {
          ...car,
          bounding_box: box,
          inference: { confidence: 0.9, model: { id, name: 'Cars', type: 'external' } },
        },
      ],
      warnings: [],
    });
  });

  test.each<[string, () => object]>([
    ['behind data:', () => ({ image: { base64: `data:image/jpeg;base64,${base64()}` } })],
    ['wrapped into lines', () => ({ image: { base64: base64().replaceAll(/.{76}/g, '$&\n') } })],
    ['by its address', () => ({ image: { url: `${picturesUrl}/a.jpg` } })],
    [
      'in the envelope of the page',
      () => ({ message: 'infer request', details: { image: { base64: base64() }, params: {} } }),
    ],
    [
      'beside the settings of the test page, which are not used (ambiguity 16)',
      () => ({
        image: { base64: base64() },
        external_model: { url: 'http://127.0.0.1:9', name: 'x' },
      }),
    ],
  ])('%s (ambiguity 18)', async (_what, payload) => {
    const answer = await infer(await register(), payload());
    expect(answer).toMatchObject({ status: 200, body: { results: [{ name: 'Car' }] } });
    expect(asked.size).toEqual([40, 80, 1]);
  });

  test('of which a region is meant, in pixels of the image as displayed', async () => {
    const connection = { url, maximumImageSide: 40 };
    const bbox = { x: 10, y: 20, w: 30, h: 40 };
    const { body } = await infer(await register({ connection }), {
      image: { base64: base64() },
      params: { bbox },
    });
    expect(asked.size).toEqual([20, 40, 1]);
    expect(asked.body.params).toEqual({
      bbox: { x: 5, y: 10, w: 15, h: 20 },
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(body.results).toMatchObject([{ bounding_box: { x: 4, y: 8, w: 16, h: 12 } }]);
  });

  test.each(['hub-url', 'original-url'])(
    'that is sent, and given to the model by an address, as the connection says: %s',
    async (imageDelivery) => {
      const id = await register({ connection: { url, imageDelivery } });
      const answer = await infer(id, { image: { base64: base64() } });
      expect(answer.status).toBe(200);
      expect(asked.body.image.url).toMatch(/\/images\/[0-9a-f]{64}\?/);
      expect(asked.size).toEqual([40, 80, 1]);
    },
  );

  test('by a model of another protocol; what the form has no type for is left out with a warning', async () => {
    const mask = encodeRunLength(new Uint8Array(40 * 80), [80, 40]);
    spoken = {
      Car: { boxes: [[2, 4, 8, 6]], scores: [0.9] },
      Sky: { masks: [mask], scores: [1] },
    };
    const endpointModel = createServer(async (request, response) => {
      await json(request);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(spoken));
    });
    const id = await register({
      protocol: 'foundry',
      connection: { url: await listen(endpointModel) },
      dataRowTypes: ['image'],
      ontology: {
        tools: [
          { kind: 'bounding_box', name: 'Car' },
          { kind: 'mask', name: 'Sky' },
        ],
      },
    });
    const { status, body } = await infer(id, { image: { base64: base64() } });
    endpointModel.close();
    expect(status).toBe(200);
    expect(body.results).toEqual([{ ...car, bounding_box: box }]);
    expect(body.warnings).toMatchObject([
      { code: 'SHAPE_EMPTY' },
      { code: 'KIND_NOT_CARRIED', message: expect.stringContaining('"Sky"') },
    ]);
  });
});

test('questions wait for the rate limit of the model, as runs do', async () => {
  const id = await register({ limits: { requestsPerSecond: 5 } });
  const begun = performance.now();
  for (let count = 0; count < 3; count += 1) {
    expect((await infer(id, { image: { base64: base64() } })).status).toBe(200);
  }
  expect(performance.now() - begun).toBeGreaterThan(350);
});

test('where whoever asked hangs up, the model is not kept at it', async () => {
  const reached = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const slow = createServer((request, response) => {
    request.resume();
    response.on('close', () => letGo.resolve());
    reached.resolve();
  });
  const id = await register({ connection: { url: await listen(slow) } });
  const hangUp = new AbortController();
  const [address] = hub.app.addresses();
  const asking = fetch(`http://127.0.0.1:${address?.port}/compat/v7/ai/models/${id}/infer`, {
    method: 'POST',
    headers: { authorization: `ApiKey ${hub.apiKey}` },
    body: JSON.stringify({ image: { base64: base64() } }),
    signal: hangUp.signal,
  });
  await reached.promise;
  hangUp.abort();
  await expect(asking).rejects.toThrow();
  await letGo.promise;
  slow.close();
});

describe('a question is refused', () => {
  const image = () => ({ base64: base64() });

  test.each<[string, () => object | string, number, RegExp]>([
    ['without an image', () => ({}), 422, /\/image there is no image/],
    ['with neither bytes nor address', () => ({ image: {} }), 422, /neither `base64` nor `url`/],
    ['with no base64', () => ({ image: { base64: '***' } }), 422, /\/image\/base64 is not base64/],
    [
      'with bytes that are no image',
      () => ({ image: { base64: 'aGVsbG8=' } }),
      422,
      /is none that Patchbay reads/,
    ],
    [
      'with a document',
      () => ({ image: { base64: Buffer.from('%PDF-1.4').toString('base64') } }),
      415,
      /is a PDF document/,
    ],
    [
      'with half an image',
      () => ({ image: { base64: photograph.subarray(0, 300).toString('base64') } }),
      422,
      /damaged/,
    ],
    ['with JSON that is cut off', () => '{"image": {"base64": "', 400, /as JSON.*cut off/],
    ['without a body', () => '', 400, /no body/],
    [
      'with an address that is gone',
      () => ({ image: { url: `${picturesUrl}/gone.jpg` } }),
      422,
      /404/,
    ],
    [
      'with the address of a page',
      () => ({ image: { url: `${picturesUrl}/page.html` } }),
      422,
      /is none that Patchbay reads/,
    ],
    [
      'with an address that may not be called',
      () => ({ image: { url: 'http://169.254.169.254/a' } }),
      422,
      /never called|not allowed/,
    ],
    ['with an address of no kind', () => ({ image: { url: 'file:///etc/passwd' } }), 422, /file:/],
    ['with a video', () => ({ video: { url: 'https://a.example/v.mp4' } }), 422, /Videos/],
    [
      'with half a region',
      () => ({ image: image(), params: { bbox: { x: 1, y: 2 } } }),
      422,
      /x, y, w, h/,
    ],
    [
      'with an empty region',
      () => ({ image: image(), params: { bbox: { x: 1, y: 2, w: 0, h: 3 } } }),
      422,
      /above 0/,
    ],
    [
      'with a region beyond the image',
      () => ({ image: image(), params: { bbox: { x: 1, y: 2, w: 60, h: 3 } } }),
      422,
      /40 × 80/,
    ],
    [
      'with parameters that the model does not have',
      () => ({ image: image(), params: { threshold: 1 } }),
      422,
      /"threshold"/,
    ],
  ])('%s', async (_what, payload, status, message) => {
    const answer = await infer(await register(), payload());
    expect(answer).toMatchObject({
      status,
      body: { errors: { message: expect.stringMatching(message) } },
    });
  });

  test('for a model that is not there, is disabled, or takes no images', async () => {
    const nobody = await infer('0199a000-0000-7000-8000-000000000000', { image: image() });
    expect(nobody).toMatchObject({ status: 404, body: { errors: { code: 'INPUT_NOT_FOUND' } } });
    expect((await infer('17', { image: image() })).status).toBe(422);
    const id = await register();
    await hub.ask('PATCH', `/api/v1/models/${id}`, { enabled: false });
    expect(await infer(id, { image: image() })).toMatchObject({
      status: 409,
      body: { errors: { code: 'INPUT_MODEL_DISABLED' } },
    });
    const connection = { url, model: 'x' };
    const chat = {
      protocol: 'openai-chat',
      connection,
      dataRowTypes: ['text'],
      ontology: { tools: [] },
    };
    expect(await infer(await register(chat), { image: image() })).toMatchObject({
      status: 422,
      body: { errors: { message: expect.stringContaining('takes text') } },
    });
  });

  test('with a region, where the protocol of the model has no place for one', async () => {
    const id = await register({ protocol: 'foundry', dataRowTypes: ['image'] });
    const params = { bbox: { x: 1, y: 2, w: 3, h: 4 } };
    expect(await infer(id, { image: image(), params })).toMatchObject({
      status: 422,
      body: { errors: { message: expect.stringContaining('which part of an image') } },
    });
  });

  test('with a key that may not run models', async () => {
    const reader = await createTestHub({}, ['models:read', 'models:write']);
    const answer = await infer('0199a000-0000-7000-8000-000000000000', {}, reader);
    await reader.end();
    expect(answer).toMatchObject({
      status: 403,
      body: { errors: { message: expect.stringContaining('to ask models (models:use)') } },
    });
  });

  test('when it is larger than can be read', async () => {
    const payload = JSON.stringify({ image: { base64: 'A'.repeat(65 * 2 ** 20) } });
    const answer = await infer(await register(), payload);
    expect(answer).toMatchObject({ status: 413, body: { errors: { code: 'INPUT_TOO_LARGE' } } });
  });

  test('by the model, with the code of what it did', async () => {
    spoken = { status: 'failed', results: [], message: 'The lamp is broken' };
    expect(await infer(await register(), { image: image() })).toMatchObject({
      status: 502,
      body: {
        errors: { code: 'MODEL_REPORTED_FAILURE', message: expect.stringContaining('The lamp') },
      },
    });
    const gone = await register({ connection: { url: 'http://127.0.0.1:9' } });
    expect(await infer(gone, { image: image() })).toMatchObject({
      body: { errors: { code: 'MODEL_UNREACHABLE' } },
    });
  });
});
