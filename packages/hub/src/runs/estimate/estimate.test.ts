import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { RunEstimate } from '@patchbay/core/run/run-estimate.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { answerEcho, type ScriptedModel, startScriptedModel } from '../testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  registerEcho,
  startRun,
  waitForEnd,
} from '../testing/start-run.ts';

let hub: TestHub;
let model: ScriptedModel;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  model = await startScriptedModel((call, response) => {
    if (call.text === 'text 3') response.writeHead(400).end('no');
    else answerEcho(response, call.text);
  });
});
afterAll(async () => {
  await model.close();
  await hub.end();
});

const texts = Array.from({ length: 8 }, (_, index) => `text ${index}`);

async function estimate(input: object): Promise<RunEstimate> {
  const { status, body } = await hub.ask<RunEstimate>('POST', '/api/v1/runs/estimate', input);
  expect(status).toBe(200);
  return body;
}

test('before its first run only what is chosen and the limit of the rate are known', async () => {
  const modelId = await registerEcho(hub, model, { limits: { requestsPerSecond: 2 } });
  const datasetId = await importTexts(hub, texts);
  expect(await estimate({ modelId, datasetId })).toEqual({
    items: 8,
    unsupported: 0,
    calls: 8,
    seconds: 4,
    basis: 'rate',
    tokens: null,
    measured: null,
  });
  const sample = { sample: 3 };
  expect(await estimate({ modelId, datasetId, selection: sample })).toMatchObject({ calls: 3 });
});

test('after a run its latency is told, and only rows without a result are counted where those are chosen', async () => {
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, texts);
  const runId = await startRun(hub, modelId, datasetId, { name: 'Before' });
  await waitForEnd(hub, runId);
  const told = await estimate({ modelId, datasetId, selection: { withoutResult: true } });
  expect(told).toMatchObject({ items: 1, calls: 1, basis: 'latency' });
  expect(told.measured).toMatchObject({ runId, runName: 'Before', calls: 7 });
  expect(told.measured?.latencyMs).toBeGreaterThan(0);
  const [first] = await listItems(hub, runId);
  const chosen = { dataRowIds: [first?.dataRow.id] };
  expect(await estimate({ modelId, datasetId, selection: chosen })).toMatchObject({ items: 1 });
});

test('runs are found by words, state, model and order', async () => {
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, texts);
  const first = await startRun(hub, modelId, datasetId, { name: 'Night shift' });
  const second = await startRun(hub, modelId, datasetId, { name: 'Day shift' });
  await Promise.all([waitForEnd(hub, first), waitForEnd(hub, second)]);
  const list = async (query: string) => {
    const url = `/api/v1/runs?modelId=${modelId}&${query}`;
    return (await hub.ask<{ items: RunView[] }>('GET', url)).body.items.map((run) => run.id);
  };
  expect(await list('')).toEqual([second, first]);
  expect(await list('order=oldest')).toEqual([first, second]);
  expect(await list('text=NIGHT')).toEqual([first]);
  expect(await list('state=completed')).toHaveLength(2);
  expect(await list('state=paused')).toEqual([]);
  expect(await list('text=%25')).toEqual([]);
});
