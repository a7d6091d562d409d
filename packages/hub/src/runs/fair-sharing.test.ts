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

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

/** Starts runs of so many items, one after another, each against a model of its own. */
async function startRuns(sizes: readonly number[], answerAfterMs = 0, limits = {}) {
  const runIds: string[] = [];
  for (const size of sizes) {
    const model = await startScriptedModel((call, response) => {
      setTimeout(() => answerEcho(response, call.text), answerAfterMs);
    });
    onTestFinished(() => model.close());
    const modelId = await registerEcho(hub, model, { limits });
    runIds.push(await startRun(hub, modelId, await importTexts(hub, numbered(size))));
  }
  return runIds;
}

const countFinished = async (runId: string) => (await readRun(hub, runId)).counts.succeeded;

test('a small run that is started behind a big one is done long before it', async () => {
  const [big = '', small = ''] = await startRuns([6000, 50]);
  await waitForEnd(hub, small);
  expect(await countFinished(big)).toBeLessThan(5000);
  await hub.ask('POST', `/api/v1/runs/${big}/cancel`);
});

test('the first chunk of a run goes before those of a slow run that wait', async () => {
  // Chunks of some 62 items, each of which takes a second and more.
  const [slow = ''] = await startRuns([1000], 20, { concurrency: 1 });
  await expect.poll(() => countFinished(slow)).toBeGreaterThan(0);
  const [small = ''] = await startRuns([5]);
  const begunAt = await countFinished(slow);
  await waitForEnd(hub, small);
  expect((await countFinished(slow)) - begunAt).toBeLessThan(150);
  await hub.ask('POST', `/api/v1/runs/${slow}/cancel`);
});

test('runs that go on at the same time have about equal shares', async () => {
  const [one = '', other = ''] = await startRuns([3000, 3000]);
  await waitForEnd(hub, one);
  expect(await countFinished(other)).toBeGreaterThanOrEqual(2000);
  await waitForEnd(hub, other);
  expect(await countFinished(other)).toBe(3000);
});

test('a chunk that takes long makes way when its turn is over, and goes on later with what is left', async () => {
  // Its one chunk alone would take 30 seconds.
  const [slow = ''] = await startRuns([50], 600, { concurrency: 1 });
  await expect.poll(() => countFinished(slow)).toBeGreaterThan(0);
  const [small = ''] = await startRuns([5]);
  await waitForEnd(hub, small);
  const soFar = await countFinished(slow);
  expect(soFar).toBeLessThan(40);
  await expect.poll(() => countFinished(slow)).toBeGreaterThan(soFar);
  await hub.ask('POST', `/api/v1/runs/${slow}/cancel`);
});
