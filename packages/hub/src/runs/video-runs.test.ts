import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readVideo, tellFrame } from '../datasets/videos/testing/video-fixtures.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { type ScriptedModel, type SeenCall, startScriptedModel } from './testing/scripted-model.ts';
import { listItems, readItem, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({
    egressAllow: ['127.0.0.1'],
    publicUrl: 'https://hub.example.org',
  });
  await hub.startWorkers();
});
afterAll(() => hub.end());

async function startModel(script: Parameters<typeof startScriptedModel>[0]) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  return model;
}

/** Which frame a call of V7's contract is about. */
async function frameOf(call: SeenCall): Promise<number> {
  const { image } = call.body as { image: { base64: string } };
  return await tellFrame(Buffer.from(image.base64, 'base64'));
}

const box = (x: number) => ({
  name: 'dark half',
  label: 'dark half',
  confidence: 0.9,
  bounding_box: { x, y: 0, w: 32, h: 48 },
});

/** Runs a model of V7's contract over one video. */
async function runOver(model: ScriptedModel, changes: object = {}, connection: object = {}) {
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', {
    name: `Videos ${crypto.randomUUID()}`,
  });
  const url = `/api/v1/datasets/${body.id}/import?format=files`;
  const report = await hub.upload<ImportReport>(url, { 'a.mp4': readVideo('counting.mp4') });
  expect(report.body.imported).toBe(1);
  const modelId = await registerEcho(hub, model, {
    protocol: 'v7',
    connection: { url: model.url, inferUrl: model.url, ...connection },
    dataRowTypes: ['video'],
    ontology: { tools: [{ kind: 'bounding_box', name: 'dark half' }] },
    ...changes,
  });
  const runId = await startRun(hub, modelId, body.id);
  const run = await waitForEnd(hub, runId);
  const [listed] = await listItems(hub, runId);
  return { run, runId, item: await readItem(hub, listed?.id ?? '') };
}

const sampling = { videoSampling: { framesPerSecond: 1 } };

test('a video is sent frame by frame, and its predictions carry the frame (ambiguity 37)', async () => {
  const model = await startModel(async (call, response) => {
    const results = [box(await frameOf(call))];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'succeeded', results }));
  });
  const { run, runId, item } = await runOver(model, sampling);
  expect(run.counts).toMatchObject({ succeeded: 1 });
  expect(
    item.prediction?.annotations.map((it) => [
      it.frame,
      it.kind === 'bounding_box' ? it.box.x : null,
    ]),
  ).toEqual([
    [0, 0],
    [10, 10],
    [20, 20],
    [30, 30],
  ]);
  expect(item.attempts).toBe(1);
  expect(item.exchanges.map(({ attempt, frame }) => [attempt, frame])).toEqual([
    [1, 0],
    [1, 10],
    [1, 20],
    [1, 30],
  ]);
  const keys = model.calls.map((call) => call.headers['idempotency-key']);
  expect(keys).toEqual([0, 10, 20, 30].map((frame) => `${item.id}-${frame}`));
  const [request] = item.exchanges.map((exchange) => JSON.stringify(exchange.request.body));
  expect(request).toMatch(/<image\/jpeg, \d+ bytes, sha256:[0-9a-f]{64}>/);

  const { body } = await hub.app
    .inject({
      url: `/api/v1/runs/${runId}/export?format=jsonl`,
      headers: { authorization: `Bearer ${hub.apiKey}` },
    })
    .then((answer) => ({ body: answer.body }));
  const line = JSON.parse(body);
  expect(line.dataRow.type).toBe('video');
  expect(line.annotations.map((it: { frame: number }) => it.frame)).toEqual([0, 10, 20, 30]);
});

test('each frame is sampled as the model says, and counts as a call against its limits', async () => {
  const model = await startModel((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"status":"succeeded","results":[]}');
  });
  const { item } = await runOver(model, {
    videoSampling: { everyNthFrame: 5, maximumFrames: 5 },
    limits: { requestsPerSecond: 10, concurrency: 1 },
  });
  expect(item.exchanges.map(({ frame }) => frame)).toEqual([0, 5, 15, 20, 30]);
  const times = model.calls.map((call) => call.atMs);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(350);
  expect(model.mostAtOnce()).toBe(1);
});

test('a frame that fails for a while is tried again by itself, and both attempts are kept', async () => {
  let refusals = 2;
  const model = await startModel(async (call, response) => {
    if ((await frameOf(call)) === 20 && refusals > 0) {
      refusals -= 1;
      response.writeHead(503).end('busy');
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end('{"status":"succeeded","results":[]}');
  });
  const { item } = await runOver(model, sampling);
  expect(item.state).toBe('succeeded');
  expect(item.attempts).toBe(3);
  expect(
    item.exchanges.map(({ attempt, frame, problem }) => [attempt, frame, problem?.code]),
  ).toEqual([
    [1, 0, undefined],
    [1, 10, undefined],
    [1, 20, 'MODEL_OVERLOADED'],
    [2, 20, 'MODEL_OVERLOADED'],
    [3, 20, undefined],
    [3, 30, undefined],
  ]);
});

test('a frame that fails for good fails the item, and the message names it', async () => {
  const model = await startModel(async (call, response) => {
    if ((await frameOf(call)) === 10) response.writeHead(400).end('no');
    else {
      response.setHeader('content-type', 'application/json');
      response.end('{"status":"succeeded","results":[]}');
    }
  });
  const { item } = await runOver(model, sampling);
  expect(item.state).toBe('failed');
  expect(item.problem?.message).toMatch(/^Frame 10 \(at 1 s\): /);
  expect(item.exchanges.map(({ frame }) => frame)).toEqual([0, 10]);
});

test('frames are scaled for the model, and what it draws is in pixels of the video', async () => {
  const sizes: (number | undefined)[] = [];
  const model = await startModel(async (call, response) => {
    const { image } = call.body as { image: { base64: string } };
    const { width } = await sharp(Buffer.from(image.base64, 'base64')).metadata();
    sizes.push(width);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'succeeded', results: [box(8)] }));
  });
  const { item } = await runOver(
    model,
    { videoSampling: { maximumFrames: 1 } },
    { maximumImageSide: 32 },
  );
  expect(sizes).toEqual([32]);
  expect(item.prediction?.annotations).toMatchObject([{ frame: 0, box: { x: 16, width: 64 } }]);
});

test('the frames of one video are decoded once, however often they are asked for', async () => {
  const model = await startModel((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"status":"succeeded","results":[]}');
  });
  await runOver(model, { videoSampling: { framesPerSecond: 3 } });
  await runOver(model, { videoSampling: { framesPerSecond: 3 } });
  const { rows } = await hub.database.pool.query(
    `select selection from video_frames where selection like '%"framesPerSecond":3%'`,
  );
  expect(rows).toHaveLength(1);
});

test('a video is given by an address of the hub that is good without a login', async () => {
  const fetched: { status: number; bytes: Buffer }[] = [];
  const model = await startModel(async (call, response) => {
    const { video } = call.body as { video: { url: string } };
    const { pathname, search, origin } = new URL(video.url);
    expect(origin).toBe('https://hub.example.org');
    for (const query of [search, search.replace('mp4', 'webm')]) {
      const answer = await hub.app.inject({ url: `${pathname}${query}` });
      fetched.push({ status: answer.statusCode, bytes: answer.rawPayload });
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'succeeded', results: [box(1)] }));
  });
  const { item } = await runOver(model, {}, { videoDelivery: 'url' });
  expect(item.state).toBe('succeeded');
  expect(item.prediction?.annotations[0]?.frame).toBeUndefined();
  expect(fetched.map(({ status }) => status)).toEqual([200, 403]);
  expect(fetched[0]?.bytes.equals(readVideo('counting.mp4'))).toBe(true);
  expect(JSON.stringify(item.exchanges[0]?.request.body)).toContain('signature=[redacted]');
});

test('a chat model is given the sampled frames in one call, and the exchange names them', async () => {
  const model = await startModel((_, response) => {
    const message = { role: 'assistant', content: 'It grows brighter.' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }));
  });
  const { item } = await runOver(model, {
    protocol: 'openai-chat',
    connection: { url: model.url.replace('/predict', '/v1'), model: 'seeing' },
    ontology: { classifications: [{ kind: 'free_text', name: 'summary' }] },
    ...sampling,
  });
  expect(item.state).toBe('succeeded');
  const body = model.calls[0]?.body ?? {};
  const { messages } = body as { messages: { content: { image_url?: { url: string } }[] }[] };
  const images = messages.flatMap(({ content }) => content).flatMap((part) => part.image_url ?? []);
  const told = images.map(({ url }) => tellFrame(Buffer.from(url.split(',')[1] ?? '', 'base64')));
  expect(await Promise.all(told)).toEqual([0, 10, 20, 30]);
  const kept = JSON.stringify(item.exchanges[0]?.request.body);
  expect(
    kept.match(/data:image\/jpeg;base64,<image\/jpeg, \d+ bytes, sha256:[0-9a-f]{64}>/g),
  ).toHaveLength(4);
  expect(kept.length).toBeLessThan(3000);
});
