import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, listItems, readRun, registerEcho, startRun } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** How long the endpoint takes to come back: long enough for its runs to be paused. */
const downMs = 2600;

/** An endpoint that dies when it is asked about `poison`, with all calls that are under way. */
async function startFragileModel(die: (response: ServerResponse) => void) {
  let downUntil = 0;
  const underWay = new Set<ServerResponse>();
  const model = await startScriptedModel((call, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (call.text.startsWith('poison')) downUntil = performance.now() + downMs;
    if (performance.now() < downUntil) for (const each of underWay) die(each);
    else setTimeout(() => response.destroyed || answerEcho(response, call.text), 15);
  });
  onTestFinished(() => model.close());
  return model;
}

const reset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};
/** It never answers again what it is asked while it is down. */
const hang = () => {};

async function run(
  lines: string[],
  limits: object,
  die: (response: ServerResponse) => void = reset,
) {
  const model = await startFragileModel(die);
  const modelId = await registerEcho(hub, model, { limits });
  return await startRun(hub, modelId, await importTexts(hub, lines));
}

async function waitForVerdict(runId: string, timeout: number) {
  const ended = async () => (await readRun(hub, runId)).state;
  await expect.poll(ended, { timeout, interval: 200 }).toBe('completed');
  const failed = await listItems(hub, runId, '&state=failed');
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
  return failed.map(({ problem }) => problem?.code);
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

test('an item that takes the endpoint down fails, and no other does (fault N7)', async () => {
  const runId = await run(numbered(80).with(17, 'poison'), { concurrency: 4 });
  expect(await waitForVerdict(runId, 100_000)).toEqual(['MODEL_BROKEN_BY_ITEM']);
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 79, failed: 1 });
}, 120_000);

test('an item that has the endpoint hang for everybody fails, and no other does (fault N4)', async () => {
  const limits = { concurrency: 4, timeoutMs: 1000 };
  const runId = await run(numbered(40).with(5, 'poison'), limits, hang);
  expect(await waitForVerdict(runId, 100_000)).toEqual(['MODEL_BROKEN_BY_ITEM']);
}, 120_000);

test('a run whose last items take the endpoint down does not stay paused for ever', async () => {
  const runId = await run(['one', 'two', 'poison a', 'poison b'], { concurrency: 4 });
  const codes = await waitForVerdict(runId, 150_000);
  expect(codes).toHaveLength(2);
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 2, failed: 2 });
}, 180_000);
