import { startTcpProxy } from '@patchbay/connect/testing/tcp-proxy.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

async function startModel(script?: Parameters<typeof startScriptedModel>[0]) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  return model;
}

async function run(url: string, count: number, changes: object = {}) {
  const modelId = await registerEcho(hub, { url }, changes);
  const runId = await startRun(hub, modelId, await importTexts(hub, numbered(count)));
  return { modelId, runId };
}

async function waitForPause(runId: string, cause: string): Promise<RunView> {
  await expect.poll(async () => (await readRun(hub, runId)).pause?.cause).toBe(cause);
  return readRun(hub, runId);
}

test('an endpoint that refuses connections pauses the run and burns nothing, until it is back (fault N1)', async () => {
  const model = await startModel();
  const proxy = await startTcpProxy(model.url);
  onTestFinished(() => proxy.close());
  await proxy.set({ state: 'refusing' });
  const { runId } = await run(proxy.url, 60, { limits: { maximumAttempts: 1 } });
  const paused = await waitForPause(runId, 'endpoint');
  expect(paused).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('The endpoint is down since'),
  });
  await expect.poll(async () => (await readRun(hub, runId)).counts.pending).toBe(60);
  expect(paused.pause?.probeAt).not.toBeNull();
  await proxy.set({ state: 'open' });
  expect(await waitForEnd(hub, runId)).toMatchObject({
    state: 'completed',
    counts: { succeeded: 60, failed: 0 },
  });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});

test('a storm of 503 pauses the run, probes try one item at a time, and every item succeeds afterwards (fault N23)', async () => {
  let isDown = true;
  const model = await startModel((call, response) => {
    if (isDown) response.writeHead(503).end('restarting');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model.url, 200, { limits: { concurrency: 16 } });
  await waitForPause(runId, 'endpoint');
  const calls = model.calls.length;
  await expect.poll(async () => (await readRun(hub, runId)).pause?.probes ?? 0).toBe(2);
  expect(model.calls.length - calls).toBeLessThanOrEqual(3);
  isDown = false;
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 200, failed: 0 });
});

test('three refusals of our credentials pause the run, and a new secret lets it go on (fault N25)', async () => {
  const model = await startModel((call, response) => {
    if (call.headers.authorization === 'Bearer new') answerEcho(response, call.text);
    else response.writeHead(401).end('who are you?');
  });
  const { modelId, runId } = await run(model.url, 40, {
    credentials: { bearer: { token: 'old' } },
    limits: { concurrency: 2 },
  });
  expect(await waitForPause(runId, 'credentials')).toMatchObject({
    reason: expect.stringContaining('401'),
    pause: { probeAt: null },
  });
  await expect.poll(async () => (await readRun(hub, runId)).counts.pending).toBe(40);
  expect(model.calls.length).toBeLessThan(8);
  const changed = await hub.ask('PATCH', `/api/v1/models/${modelId}`, {
    credentials: { bearer: { token: 'new' } },
  });
  expect(changed.status).toBe(200);
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 40, failed: 0 });
});

test('a model whose credentials are refused goes on by one click too (fault N25)', async () => {
  let isLocked = true;
  const model = await startModel((call, response) => {
    if (isLocked) response.writeHead(403).end('locked');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model.url, 20);
  await waitForPause(runId, 'credentials');
  isLocked = false;
  await hub.ask('POST', `/api/v1/runs/${runId}/resume`);
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 20, failed: 0 });
});

test('what was refused before the pause and is saved after the resume waits again, and is called again', async () => {
  let isLocked = true;
  const mayAnswer = Promise.withResolvers<void>();
  const model = await startModel(async (call, response) => {
    await mayAnswer.promise;
    if (isLocked) response.writeHead(403).end('locked');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model.url, 20);
  await expect.poll(() => model.calls.length).toBeGreaterThan(2);
  const slowDisk = await hub.database.pool.connect();
  await slowDisk.query('begin');
  await slowDisk.query('select from run_chunks where run_id = $1 for update', [runId]);
  mayAnswer.resolve();
  await waitForPause(runId, 'credentials');
  isLocked = false;
  await hub.ask('POST', `/api/v1/runs/${runId}/resume`);
  await slowDisk.query('commit');
  slowDisk.release();
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 20, failed: 0 });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});

test('one item whose call always fails does not pause the run', async () => {
  const model = await startModel((call, response) => {
    if (call.text === 'text 3') response.writeHead(500).end('no');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model.url, 10);
  expect(await waitForEnd(hub, runId)).toMatchObject({
    state: 'completed',
    counts: { succeeded: 9, failed: 1 },
  });
});
