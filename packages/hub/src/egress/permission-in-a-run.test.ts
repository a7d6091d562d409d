import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { answerEcho, startScriptedModel } from '../runs/testing/scripted-model.ts';
import {
  importTexts,
  readRun,
  registerEcho,
  startRun,
  waitForEnd,
} from '../runs/testing/start-run.ts';
import { startWorker } from '../runs/testing/start-worker.ts';
import { createTestHub } from '../testing/test-hub.ts';

test('a permission that is taken back pauses a run in another process within seconds, and given again lets it go on', async () => {
  const hub = await createTestHub();
  onTestFinished(() => hub.end());
  const worker = await startWorker(hub, hub.database.url, []);
  onTestFinished(() => worker.end());
  const model = await startScriptedModel(async ({ text }, response) => {
    await delay(20); // so that the run lasts until it is seen what becomes of it
    answerEcho(response, text);
  });
  onTestFinished(() => model.close());
  const allow = async () => {
    const { body } = await hub.ask('POST', '/api/v1/egress-rules', { entry: model.host });
    return body.id;
  };
  const id = await allow();
  const limits = { concurrency: 2 };
  const modelId = await registerEcho(hub, model, { limits });
  const lines = Array.from({ length: 500 }, (_, index) => `text ${index}`);
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));
  await expect.poll(() => model.calls.length, { timeout: 10_000 }).toBeGreaterThan(10);

  const headers = { authorization: `Bearer ${hub.apiKey}` };
  await hub.app.inject({ method: 'DELETE', url: `/api/v1/egress-rules/${id}`, headers });
  await expect
    .poll(async () => (await readRun(hub, runId)).state, { timeout: 10_000 })
    .toBe('paused');
  const paused = await readRun(hub, runId);
  expect(paused.pause?.cause).toBe('endpoint');
  expect(paused.reason).toMatch(/^The run waits for a permission: .*Settings → Egress/);
  const calls = model.calls.length;
  expect(calls).toBeLessThan(lines.length);

  await allow();
  const { state, counts } = await waitForEnd(hub, runId);
  expect(state).toBe('completed');
  // Those that showed that the model may not be called have failed, and all others are there.
  expect(counts.failed).toBeLessThan(10);
  expect(counts.succeeded + counts.failed).toBe(lines.length);
  expect(model.calls.length).toBe(counts.succeeded);
}, 40_000);
