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

/** Cancels a run and waits until nothing of it is queued: it is not before what the next test starts. */
async function cancel(runId: string): Promise<void> {
  await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  const countJobs = async () => {
    const { rowCount } = await hub.database.pool.query(
      `select from pgboss.job where data ->> 'runId' = $1 and state <= 'active'`,
      [runId],
    );
    return rowCount;
  };
  await expect.poll(countJobs, { timeout: 5000 }).toBe(0);
}

const countFinished = async (runId: string) => (await readRun(hub, runId)).counts.succeeded;

test('a small run that is started behind a big one is done long before it', async () => {
  const [big = '', small = ''] = await startRuns([6000, 50]);
  await waitForEnd(hub, small);
  expect(await countFinished(big)).toBeLessThan(5000);
  await cancel(big);
});

test('the first chunk of a run goes before those of a slow run that wait', async () => {
  // Chunks of some 62 items, each of which takes a second and more.
  const [slow = ''] = await startRuns([1000], 20, { concurrency: 1 });
  await expect.poll(() => countFinished(slow)).toBeGreaterThan(0);
  const [small = ''] = await startRuns([5]);
  const begunAt = await countFinished(slow);
  await waitForEnd(hub, small);
  expect((await countFinished(slow)) - begunAt).toBeLessThan(150);
  await cancel(slow);
});

test('a run goes on while small ones are started in a row', async () => {
  // Chunks of 125 items, each of which takes a third of a second; each small run takes half a second.
  const model = await startScriptedModel((call, response) => {
    setTimeout(() => answerEcho(response, call.text), 100);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 1 } });
  const datasetId = await importTexts(hub, numbered(5));
  const [big = ''] = await startRuns([2000], 20, { concurrency: 8 });
  await expect.poll(() => countFinished(big)).toBeGreaterThan(0);
  const begunAt = await countFinished(big);
  const starts = Array.from({ length: 12 }, () => startRun(hub, modelId, datasetId));
  for (const small of await Promise.all(starts)) await waitForEnd(hub, small);
  expect((await countFinished(big)) - begunAt).toBeGreaterThan(400);
  await cancel(big);
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
  await cancel(slow);
});
