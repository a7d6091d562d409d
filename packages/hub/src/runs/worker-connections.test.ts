import { startTcpProxy, type TcpProxy } from '@patchbay/connect/testing/tcp-proxy.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { composeWorker } from '../compose-worker.ts';
import { readConfig } from '../config.ts';
import { createDatabase, type Database } from '../database/database.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, type ScriptedModel, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

/** A worker whose line to the database goes through bad weather. That its process goes on is what it runs in. */

const items = 400;
let hub: TestHub;
let proxy: TcpProxy;
let database: Database;
let worker: Awaited<ReturnType<typeof composeWorker>>;
const log: string[] = [];

beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], workers: 0 });
  await hub.startWorkers();
  proxy = await startTcpProxy(hub.database.url);
  database = createDatabase(proxy.url, { maximumConnections: 12, queryTimeoutMs: 1000 });
  const config = readConfig(
    {},
    { dataFolder: hub.dataFolder, egressAllow: ['127.0.0.1'], workers: 2 },
  );
  worker = await composeWorker(
    config,
    database,
    pino({}, { write: (line) => void log.push(line) }),
  );
  await worker.startWorkers();
});
afterAll(async () => {
  await worker.drain();
  await database.close();
  await proxy.close();
  await hub.end();
});

interface StartedRun {
  readonly runId: string;
  readonly model: ScriptedModel;
  /** Waits until the model was called so often. */
  called(times: number): Promise<void>;
}

async function startSlowRun(): Promise<StartedRun> {
  const model = await startScriptedModel((call, response) => {
    setTimeout(() => answerEcho(response, call.text), 20);
  });
  onTestFinished(() => model.close());
  const lines = Array.from({ length: items }, (_, index) => `text ${index}`);
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 8 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));
  log.length = 0;
  return {
    runId,
    model,
    async called(times) {
      await expect.poll(() => model.calls.length, { timeout: 30_000 }).toBeGreaterThan(times);
    },
  };
}

/** Every item is stored once, and what the model had answered was not asked for again. */
async function expectOnce({ runId, model }: StartedRun): Promise<void> {
  const { counts } = await waitForEnd(hub, runId);
  expect(counts).toMatchObject({ total: items, succeeded: items, failed: 0, pending: 0 });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
  expect(model.calls).toHaveLength(items);
}

test('connections to the database that are cut over and over cost no result (fault E7)', async () => {
  const run = await startSlowRun();
  for (const calls of [40, 120, 200, 300]) {
    await run.called(calls);
    proxy.resetAll();
  }
  await expectOnce(run);
}, 60_000);

test('a database that is gone without a word is given up and found again (fault E7)', async () => {
  const run = await startSlowRun();
  await run.called(60);
  proxy.abandonAll();
  await expectOnce(run);
}, 60_000);

test('a database that is away for seconds is waited for with the results in hand (fault E7)', async () => {
  const run = await startSlowRun();
  await run.called(60);
  await proxy.set({ state: 'refusing' });
  proxy.resetAll();
  await expect.poll(() => log.join('')).toContain('ECONNREFUSED');
  const asked = run.model.calls.length;
  expect(asked).toBeLessThan(items);
  await proxy.set({ state: 'open' });
  await expectOnce(run);
}, 60_000);

test('a pool of which every connection is taken is waited for (fault E7)', async () => {
  const run = await startSlowRun();
  await run.called(60);
  const held = await Promise.all(Array.from({ length: 12 }, () => database.pool.connect()));
  await expect
    .poll(() => log.join(''), { timeout: 25_000 })
    .toContain('timeout exceeded when trying to connect');
  for (const client of held) client.release();
  await expectOnce(run);
}, 60_000);
