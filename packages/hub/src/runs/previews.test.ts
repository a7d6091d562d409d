import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], workers: 1 });
  await hub.startWorkers();
});
afterAll(() => hub.end());

async function prepare(lines: number, answerAfterMs = 0) {
  const model = await startScriptedModel((call, response) => {
    setTimeout(() => answerEcho(response, call.text), answerAfterMs);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 2 } });
  const texts = Array.from({ length: lines }, (_, index) => `text ${index}`);
  return { model, modelId, datasetId: await importTexts(hub, texts) };
}

const start = (input: object) =>
  hub.ask<RunView & { code: string; message: string }>('POST', '/api/v1/runs', input);

test('a preview is done while a run that began before it goes on with the only worker', async () => {
  const big = await prepare(2000, 20);
  const bigRun = await startRun(hub, big.modelId, big.datasetId);
  await expect.poll(() => big.model.calls.length).toBeGreaterThan(0);
  const few = await prepare(40);
  const { body } = await start({
    ...few,
    model: undefined,
    preview: true,
    selection: { sample: 5 },
  });
  const ended = await waitForEnd(hub, body.id);
  expect(ended).toMatchObject({
    preview: true,
    state: 'completed',
    counts: { total: 5, succeeded: 5 },
  });
  expect((await readRun(hub, bigRun)).counts.succeeded).toBeLessThan(500);
  await hub.ask('POST', `/api/v1/runs/${bigRun}/cancel`);
});

test('a preview for which nothing is chosen takes ten data rows at random', async () => {
  const { modelId, datasetId } = await prepare(40);
  const { body } = await start({ modelId, datasetId, preview: true });
  expect(body.selection).toMatchObject({ sample: 10 });
  expect((await waitForEnd(hub, body.id)).counts.total).toBe(10);
});

test('a preview of many is refused, since it would go before everybody', async () => {
  const { modelId, datasetId } = await prepare(3);
  for (const selection of [{ sample: 101 }, { withoutResult: true }]) {
    expect(await start({ modelId, datasetId, preview: true, selection })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', message: expect.stringContaining('at most 100') },
    });
  }
});
