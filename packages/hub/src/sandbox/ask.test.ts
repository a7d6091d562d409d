import type { AskedAnswer } from '@patchbay/core/api/ask-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readVideo, tellFrame } from '../datasets/videos/testing/video-fixtures.ts';
import { type ScriptedModel, startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, registerEcho } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let model: ScriptedModel;
/** What the model answers, and the pixels of the image that it was shown last. */
let spoken: { status: number; body: object };
let shown: { body: { image: { base64: string }; params: object }; size: unknown[] };

beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  model = await startScriptedModel(async (call, response) => {
    const body = call.body as typeof shown.body;
    const bytes = Buffer.from(body.image?.base64 ?? '', 'base64');
    const { width, height, orientation } = bytes.length
      ? await sharp(bytes).metadata()
      : ({} as { width?: number; height?: number; orientation?: number });
    shown = { body, size: [width, height, orientation ?? 1] };
    response.writeHead(spoken.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(spoken.body));
  });
});
afterAll(async () => {
  await hub.end();
  await model.close();
});
beforeEach(() => {
  model.calls.length = 0;
  spoken = { status: 200, body: { status: 'succeeded', results: [{ ...car, bounding_box: box }] } };
});

const car = { name: 'Car', label: 'Car', confidence: 0.9 };
const box = { x: 2, y: 4, w: 8, h: 6 };
const secret = 'a secret that nobody may see';

/** A model of a contract that takes regions. */
function registerCars(connection: object = {}, changes: object = {}): Promise<string> {
  return registerEcho(hub, model, {
    protocol: 'v7',
    connection: { url: model.url, inferUrl: model.url, ...connection },
    credentials: { bearer: { token: secret } },
    dataRowTypes: ['image'],
    ontology: { tools: [{ kind: 'bounding_box', name: 'Car' }] },
    ...changes,
  });
}

/** 40 × 80 as displayed, stored turned by 90°. */
function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 80, height: 40, channels: 3, background: '#08f' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

async function importFile(name: string, bytes: Uint8Array): Promise<string> {
  const dataset = { name: `Files ${crypto.randomUUID()}` };
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', dataset);
  await hub.upload(`/api/v1/datasets/${body.id}/import?format=files`, { [name]: bytes });
  return await firstRow(body.id);
}

async function firstRow(datasetId: string): Promise<string> {
  const url = `/api/v1/datasets/${datasetId}/data-rows`;
  const { body } = await hub.ask<{ items: { id: string }[] }>('GET', url);
  return body.items[0]?.id ?? '';
}

const ask = (id: string, question: object) =>
  hub.ask<AskedAnswer & { code: string; message: string }>(
    'POST',
    `/api/v1/models/${id}/ask`,
    question,
  );

/** Asks about a file, with further parts of the form. */
async function askFile(
  id: string,
  file: Uint8Array | null,
  fields: { [name: string]: unknown } = {},
) {
  const form = new FormData();
  if (file) form.append('file', new Blob([new Uint8Array(file)]), 'a.jpg');
  for (const [name, value] of Object.entries(fields)) form.append(name, JSON.stringify(value));
  const encoded = new Response(form);
  const answer = await hub.app.inject({
    method: 'POST',
    url: `/api/v1/models/${id}/ask/file`,
    headers: {
      authorization: `Bearer ${hub.apiKey}`,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  return { status: answer.statusCode, body: answer.json() };
}

describe('a model is asked, and says what it found and what went over the wire,', () => {
  test('about a file that is kept nowhere, a region of it and parameters', async () => {
    const parametersSchema = { type: 'object', properties: { sure: { type: 'number' } } };
    const id = await registerCars({ maximumImageSide: 40 }, { parametersSchema });
    const region = { x: 10, y: 20, width: 30, height: 40 };
    const { status, body } = await askFile(id, await photograph(), {
      region,
      parameters: { sure: 0.5 },
    });
    expect(status).toBe(200);
    expect(shown.size).toEqual([20, 40, 1]);
    expect(shown.body.params).toMatchObject({ sure: 0.5, bbox: { x: 5, y: 10, w: 15, h: 20 } });
    expect(body).toMatchObject({
      type: 'image',
      image: { width: 40, height: 80 },
      sentImage: { width: 20, height: 40, scale: 0.5, orientation: 6 },
      problem: null,
      prediction: { annotations: [{ box: { x: 4, y: 8, width: 16, height: 12 } }], warnings: [] },
      exchange: {
        request: { method: 'POST', url: model.url },
        response: { status: 200, cutFrom: null },
      },
    });
    expect(body.exchange.request.headers.authorization).toBe('Bearer [redacted]');
    expect(body.exchange.request.body.image.base64).toMatch(/^<image\/jpeg, \d+ bytes, sha256:/);
    expect(JSON.stringify(body)).not.toContain(secret);
    const { body: datasets } = await hub.ask('GET', '/api/v1/datasets');
    expect(datasets.items).toEqual([]);
  });

  test('about a data row of a dataset', async () => {
    const dataRowId = await importFile('a.jpg', await photograph());
    const { body } = await ask(await registerCars(), { dataRowId });
    expect(shown.size).toEqual([40, 80, 1]);
    expect(body.prediction?.annotations).toHaveLength(1);
  });

  test('about one frame of a video, that is meant by its number', async () => {
    const dataRowId = await importFile('a.mp4', readVideo('counting.mp4'));
    const id = await registerCars({}, { dataRowTypes: ['video'] });
    const { body } = await ask(id, { dataRowId, frame: 7 });
    expect(body).toMatchObject({ type: 'image', frame: 7, prediction: { annotations: [{}] } });
    expect(await tellFrame(Buffer.from(shown.body.image.base64, 'base64'))).toBe(7);
    expect(await ask(id, { dataRowId, frame: 70_000 })).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('no frame 70000') },
    });
  });

  test('about a text that was typed, and one of a dataset', async () => {
    spoken.body = { echo: 'Hello' };
    const id = await registerEcho(hub, model);
    const dataRowId = await firstRow(await importTexts(hub, ['From a dataset']));
    expect((await ask(id, { text: 'Typed' })).body.prediction?.annotations).toMatchObject([
      { kind: 'free_text', text: 'Hello' },
    ]);
    expect((await ask(id, { dataRowId })).body).toMatchObject({ type: 'text', image: null });
    expect(model.calls.map(({ text }) => text)).toEqual(['Typed', 'From a dataset']);
  });

  test('where it fails: with what came back, and what to do', async () => {
    const id = await registerCars();
    spoken = { status: 500, body: { message: 'The lamp is broken' } };
    expect(await askFile(id, await photograph())).toMatchObject({
      status: 200,
      body: {
        prediction: null,
        problem: {
          code: 'MODEL_SERVER_ERROR',
          message: expect.stringContaining('The lamp is broken'),
        },
        remedy: expect.stringMatching(/\w/),
        exchange: { response: { status: 500, body: '{"message":"The lamp is broken"}' } },
      },
    });
    const gone = await registerCars({ url: 'http://127.0.0.1:9', inferUrl: 'http://127.0.0.1:9' });
    expect((await askFile(gone, await photograph())).body).toMatchObject({
      problem: { code: 'MODEL_UNREACHABLE' },
      exchange: { response: null },
    });
  });

  test('where a part of its answer is dropped: with the warnings', async () => {
    spoken.body = {
      status: 'succeeded',
      results: [
        { ...car, bounding_box: { x: 'left' } },
        { ...car, bounding_box: box },
      ],
    };
    const { body } = await askFile(await registerCars({ reading: 'lenient' }), await photograph());
    expect([body.problem, body.prediction?.warnings]).toMatchObject([
      null,
      [{ code: 'RESULT_DROPPED' }],
    ]);
  });
});

test('where whoever asked hangs up, the model is not kept at it', async () => {
  const reached = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const slow = await startScriptedModel((_call, response) => {
    response.on('close', () => letGo.resolve());
    reached.resolve();
  });
  const id = await registerEcho(hub, slow);
  const address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  const hangUp = new AbortController();
  const asking = fetch(`${address}/api/v1/models/${id}/ask`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Hello' }),
    signal: hangUp.signal,
  });
  await reached.promise;
  hangUp.abort();
  await expect(asking).rejects.toThrow();
  await letGo.promise;
  await slow.close();
});

describe('a question is refused', () => {
  const nobody = '0199a000-0000-7000-8000-000000000000';

  test.each<[string, object, number, RegExp]>([
    ['about nothing', {}, 400, /exactly one/],
    ['about two things', { text: 'a', dataRowId: nobody }, 400, /exactly one/],
    ['about a data row that is not there', { dataRowId: nobody }, 404, /no data row/],
    ['about a frame of a text', { text: 'a', frame: 1 }, 400, /frame/],
    [
      'with a region of a text',
      { text: 'a', region: { x: 0, y: 0, width: 1, height: 1 } },
      422,
      /region/,
    ],
    ['with parameters that there are not', { text: 'a', parameters: { b: 1 } }, 422, /"b"/],
    ['about a page, which it does not take', { html: '<p>' }, 422, /takes text/],
  ])('%s', async (_what, question, status, message) => {
    const answer = await ask(await registerEcho(hub, model), question);
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(message) } });
    expect(model.calls).toEqual([]);
  });

  const inside = { x: 0, y: 0, width: 4, height: 4 };
  test.each<[string, boolean, { [name: string]: unknown }, number, RegExp]>([
    ['without its file', false, {}, 400, /no file/],
    ['with a field that it does not name', true, { isAdmin: true }, 400, /isAdmin/],
    ['with a region of no size', true, { region: { ...inside, width: 0 } }, 400, /region.width/],
    ['with a region beyond the image', true, { region: { ...inside, x: 38 } }, 400, /40 × 80/],
    ['with parameters that are no object', true, { parameters: 7 }, 400, /parameters/],
  ])('in a form %s', async (_what, hasFile, fields, status, message) => {
    const answer = await askFile(await registerCars(), hasFile ? await photograph() : null, fields);
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(message) } });
    expect(model.calls).toEqual([]);
  });

  test('about a file that is no image, and to a model that is not there or is disabled', async () => {
    const id = await registerCars();
    expect((await askFile(id, Buffer.from('hello'))).body.code).toBe('INPUT_FILE_UNREADABLE');
    expect((await askFile(nobody, Buffer.from('hello'))).status).toBe(404);
    await hub.ask('PATCH', `/api/v1/models/${id}`, { enabled: false });
    expect((await askFile(id, await photograph())).body.code).toBe('INPUT_MODEL_DISABLED');
    expect((await ask(id, { text: 'a' })).body.code).toBe('INPUT_MODEL_DISABLED');
  });
});
