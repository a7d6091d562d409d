import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, listItems, readRun, registerEcho, startRun } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], workers: 4 });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** How long the endpoint takes to come back: long enough for its runs to be paused. */
const downMs = 2200;

/**
 * How long it takes over `slow` texts. Runs that go on begin with one call at once and have two a second
 * later: what comes after a slow one is then under way beside it.
 */
const slowMs = 1500;

/** An endpoint that dies when it is asked about `poison`, with all calls that are under way, the oldest first. */
async function startFragileModel(die: (response: ServerResponse) => void) {
  let downUntil = 0;
  const underWay = new Set<ServerResponse>();
  return await startScriptedModel((call, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (call.text.startsWith('poison')) downUntil = performance.now() + downMs;
    const latencyMs = call.text.startsWith('slow') ? slowMs : 15;
    if (performance.now() < downUntil) for (const each of underWay) die(each);
    else setTimeout(() => response.destroyed || answerEcho(response, call.text), latencyMs);
  });
}

const reset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};
/** It never answers again what it is asked while it is down. */
const hang = () => {};

async function run(
  context: TestContext,
  lines: string[],
  limits: object,
  die: (response: ServerResponse) => void = reset,
) {
  const model = await startFragileModel(die);
  context.onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits });
  return await startRun(hub, modelId, await importTexts(hub, lines));
}

async function waitForVerdict({ expect }: TestContext, runId: string, timeout: number) {
  const ended = async () => (await readRun(hub, runId)).state;
  await expect.poll(ended, { timeout, interval: 200 }).toBe('completed');
  const failed = await listItems(hub, runId, '&state=failed');
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
  return failed.map(({ problem }) => problem?.code);
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

// They wait for outages to pass most of the time: all at once, each with an `expect.poll` of its own.
describe.concurrent('an item', () => {
  test('that takes the endpoint down fails, and none of those that went down with it each time (fault N7)', async (context) => {
    const slow = ['slow 0', 'slow 1', 'slow 2', 'poison', 'slow 3', 'slow 4'];
    const runId = await run(context, [...slow, ...numbered(30)], { concurrency: 4 });
    expect(await waitForVerdict(context, runId, 100_000)).toEqual(['MODEL_BROKEN_BY_ITEM']);
    const [failed] = await listItems(hub, runId, '&state=failed');
    expect(failed?.dataRow.excerpt).toBe('poison');
    expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 35, failed: 1 });
  }, 120_000);

  test('that has the endpoint hang for everybody fails, and no other does (fault N4)', async (context) => {
    const limits = { concurrency: 4, timeoutMs: 1000 };
    const runId = await run(context, numbered(40).with(5, 'poison'), limits, hang);
    expect(await waitForVerdict(context, runId, 100_000)).toEqual(['MODEL_BROKEN_BY_ITEM']);
  }, 120_000);

  test('is found, and another after it, where they are the last of a run: it does not stay paused for ever', async (context) => {
    const lines = ['one', 'two', 'poison a', 'poison b'];
    const runId = await run(context, lines, { concurrency: 4 });
    const codes = await waitForVerdict(context, runId, 150_000);
    expect(codes).toHaveLength(2);
    expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 2, failed: 2 });
  }, 180_000);
});
