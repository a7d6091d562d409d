import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import {
  importTexts,
  readSummary,
  registerEcho,
  startRun,
  waitForEnd,
} from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

test('fields of no contract are left out, counted, and shown once for a run (fault J12)', async () => {
  const model = await startScriptedModel(({ text }, response) => {
    const body = JSON.stringify({ echo: text, took_ms: 7, model_info: { version: 3 } });
    response.setHeader('content-type', 'application/json').end(body);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, ['one', 'two', 'three']));
  expect(await waitForEnd(hub, runId)).toMatchObject({ state: 'completed' });
  expect(await readSummary(hub, runId)).toMatchObject({
    warningCodes: [{ code: 'FIELD_IGNORED', count: 6 }],
  });
});
