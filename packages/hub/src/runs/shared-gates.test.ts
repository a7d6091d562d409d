import { startTcpProxy } from '@patchbay/connect/testing/tcp-proxy.ts';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';
import { startWorker, type TestWorker } from './testing/start-worker.ts';

/** Four workers, each with its own connections and gates, that share the limits of one model. */

let shared: Awaited<ReturnType<typeof openHub>>;
beforeAll(async () => {
  shared = await openHub();
});
afterAll(() => shared.end());

/** A hub with four workers beside it. */
async function openHub() {
  const hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  const workers: TestWorker[] = [];
  for (let worker = 0; worker < 4; worker += 1) workers.push(await startWorker(hub));
  return {
    hub,
    async end() {
      await Promise.all(workers.map((worker) => worker.end()));
      await hub.end();
    },
  };
}

/** Some chunks for each worker: there are 16 of them. */
const items = 2000;

type Script = NonNullable<Parameters<typeof startScriptedModel>[0]>;

async function run(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  hub: TestHub,
  script: Script,
  limits: object,
) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits });
  const lines = Array.from({ length: items }, (_, index) => `text ${index}`);
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));
  return { model, modelId, runId };
}

/** Answers after a while, and knows for how long more calls were under way than a limit. */
function createWatchedAnswer(limit: number, answerAfterMs: number) {
  let [underWay, aboveSince, aboveMs] = [0, 0, 0];
  const script: Script = (call, response) => {
    underWay += 1;
    if (underWay === limit + 1) aboveSince = performance.now();
    response.once('close', () => {
      if (underWay === limit + 1) aboveMs += performance.now() - aboveSince;
      underWay -= 1;
    });
    setTimeout(() => answerEcho(response, call.text), answerAfterMs);
  };
  return { script, aboveMs: () => aboveMs };
}

async function listHolders(hub: TestHub, modelId: string): Promise<string[]> {
  const { rows } = await hub.database.pool.query<{ worker_id: string }>(
    'select worker_id from model_workers where model_id = $1 and places > 0',
    [modelId],
  );
  return rows.map((row) => row.worker_id);
}

test('four workers together never have more calls under way than the model takes, and all have a part', async (context) => {
  const { hub } = shared;
  const { script, aboveMs } = createWatchedAnswer(8, 30);
  const { modelId, runId, model } = await run(context, hub, script, { concurrency: 8 });
  await expect.poll(async () => (await listHolders(hub, modelId)).length, { interval: 50 }).toBe(4);
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: items });
  expect(model.calls).toHaveLength(items);
  expect(aboveMs()).toBeLessThan(1000);
  expect(model.mostAtOnce()).toBeLessThanOrEqual(9);
}, 60_000);

test('an endpoint that asks one worker to wait is left alone by all of them (fault N21)', async (context) => {
  const { hub } = shared;
  let askedAt = 0;
  const { model, runId } = await run(
    context,
    hub,
    (call, response) => {
      if (model.calls.length === 40) {
        askedAt = performance.now();
        response.writeHead(429, { 'retry-after': '5' }).end('later');
      } else setTimeout(() => answerEcho(response, call.text), 30);
    },
    { concurrency: 8 },
  );
  const sentAfter = (ms: number) => model.calls.filter(({ atMs }) => atMs > askedAt + ms).length;
  await expect.poll(() => askedAt && sentAfter(5000), { timeout: 30_000 }).toBeGreaterThan(20);
  expect(sentAfter(1500)).toBe(sentAfter(4900));
  expect((await readRun(hub, runId)).counts.failed).toBe(0);
  await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
}, 60_000);

test('429 for everything slows a run down and never ends or pauses it (fault N22)', async (context) => {
  const { hub } = shared;
  let isBusy = true;
  const { model, runId } = await run(
    context,
    hub,
    (call, response) => {
      if (isBusy) response.writeHead(429).end('busy');
      else answerEcho(response, call.text);
    },
    { concurrency: 16, maximumAttempts: 2 },
  );
  await expect.poll(() => model.calls.length).toBeGreaterThan(0);
  const startedAt = model.calls[0]?.atMs ?? 0;
  await expect.poll(() => performance.now() - startedAt).toBeGreaterThan(6000);
  const calls = (from: number, until: number) =>
    model.calls.filter(({ atMs }) => atMs - startedAt >= from && atMs - startedAt < until).length;
  expect(calls(3000, 6000)).toBeLessThan(30);
  expect(await readRun(hub, runId)).toMatchObject({ state: 'running', counts: { failed: 0 } });
  isBusy = false;
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: items, failed: 0 });
}, 90_000);

// They wait most of the time, each over a hub of its own: all at once.
describe.concurrent('among workers', () => {
  test('a model that takes one call at once serves four workers by turns, and none of them starves', async (context) => {
    const { hub, end } = await openHub();
    context.onTestFinished(end);
    const { script, aboveMs } = createWatchedAnswer(1, 20);
    const { modelId, runId } = await run(context, hub, script, { concurrency: 1 });
    const served = new Set<string>();
    await context.expect
      .poll(
        async () => {
          for (const id of await listHolders(hub, modelId)) served.add(id);
          return served.size;
        },
        { timeout: 60_000, interval: 200 },
      )
      .toBe(4);
    await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
    expect(aboveMs()).toBeLessThan(1000);
  }, 90_000);

  test('the share of a worker that is gone comes back to the others', async (context) => {
    const alone = await createTestHub({ egressAllow: ['127.0.0.1'] });
    context.onTestFinished(() => alone.end());
    const proxy = await startTcpProxy(alone.database.url);
    context.onTestFinished(() => proxy.close());
    let held: (() => void)[] | null = [];
    const model = await startScriptedModel((call, response) => {
      if (held) held.push(() => answerEcho(response, call.text));
      else answerEcho(response, call.text);
    });
    context.onTestFinished(() => model.close());
    const modelId = await registerEcho(alone, model, { limits: { concurrency: 4 } });
    const lines = Array.from({ length: 1000 }, (_, index) => `text ${index}`);
    const lost = await startWorker(alone, proxy.url);
    const runId = await startRun(alone, modelId, await importTexts(alone, lines));
    await context.expect.poll(() => held?.length).toBe(4);
    const other = await startWorker(alone);
    await proxy.set({ state: 'refusing' });
    proxy.resetAll();
    // It may still have its four calls under way; nobody can tell.
    await context.expect.poll(() => held?.length).toBe(8);
    for (const answer of held.splice(0)) answer();
    held = null;
    await proxy.set({ state: 'open' });
    await alone.ask('POST', `/api/v1/runs/${runId}/cancel`);
    await Promise.all([lost.end(), other.end()]);
  }, 60_000);

  test('a rate that is lowered to one call in ten seconds holds for all within a second (fault E17)', async (context) => {
    const { hub, end } = await openHub();
    context.onTestFinished(end);
    const { model, modelId, runId } = await run(
      context,
      hub,
      (call, response) => answerEcho(response, call.text),
      { concurrency: 8, requestsPerSecond: 40 },
    );
    const setRate = (requestsPerSecond: number | null) =>
      hub.ask('PATCH', `/api/v1/models/${modelId}`, { limits: { requestsPerSecond } });
    await context.expect.poll(() => model.calls.length).toBeGreaterThan(80);
    await setRate(0.1);
    const changedAt = performance.now();
    await context.expect.poll(() => performance.now() - changedAt).toBeGreaterThan(8000);
    expect(model.calls.filter(({ atMs }) => atMs > changedAt + 1000).length).toBeLessThanOrEqual(1);
    await setRate(null);
    await context.expect
      .poll(async () => (await readRun(hub, runId)).counts, { timeout: 25_000 })
      .toMatchObject({ succeeded: items, failed: 0 });
  }, 60_000);
});
