import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startCountedRun, startCountingModel } from './counting-model.ts';
import { type HubProcess, startHubProcess, stopHub } from './hub-process.ts';
import { startWorkerProcess } from './worker-process.ts';

const limits = { concurrency: 8 };
let dataFolder: string;
let hub: HubProcess;
let client: HubClient;
const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-workers-'));
  hub = await startHubProcess(dataFolder, environment, '--workers', '0');
  client = createHubClient(hub);
}, 60_000);
afterAll(async () => {
  await stopHub(hub);
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

async function startWorker(...words: string[]) {
  const worker = await startWorkerProcess({ ...environment, PATCHBAY_DATA: dataFolder }, ...words);
  onTestFinished(() => void worker.end('SIGKILL'));
  return worker;
}

async function startModel(options: Parameters<typeof startCountingModel>[0]) {
  const model = await startCountingModel(options);
  onTestFinished(() => model.close());
  return model;
}

const readCounts = async (runId: string) => (await client.runs.get({ id: runId })).counts;

test('workers of a hub that only serves carry its runs; one that is told to stop ends what it began and leaves the rest to the others (fault E22)', async () => {
  const model = await startModel({ latencyMs: 20 });
  const { runId } = await startCountedRun(client, model, { items: 2400, limits });
  expect((await readCounts(runId)).succeeded).toBe(0);
  const [first, second] = [await startWorker(), await startWorker('--parallel', '1')];
  await expect.poll(() => model.countCalls(), { timeout: 30_000 }).toBeGreaterThan(400);

  const stopped = performance.now();
  expect(await first.end('SIGTERM')).toBe(0);
  expect(performance.now() - stopped).toBeLessThan(30_000);
  await expect
    .poll(async () => (await client.runs.get({ id: runId })).state, { timeout: 60_000 })
    .toBe('completed');
  expect(await readCounts(runId)).toMatchObject({ total: 2400, succeeded: 2400, failed: 0 });
  // Nothing was called twice: what the first had begun it has saved.
  expect(model.countCalls()).toBe(2400);
  expect(await second.end('SIGTERM')).toBe(0);
});

test('a second signal ends a worker at once, though a call is under way (fault E22)', async () => {
  const model = await startModel({ latencyMs: 25_000 });
  const { runId } = await startCountedRun(client, model, { items: 3, limits });
  const worker = await startWorker();
  await expect.poll(() => model.countCalls(), { timeout: 30_000 }).toBe(3);
  worker.process.kill('SIGTERM');
  await expect.poll(worker.log).toContain('The worker stops.');
  const started = performance.now();
  expect(await worker.end('SIGTERM')).toBe(130);
  expect(performance.now() - started).toBeLessThan(5000);
  await client.runs.cancel({ id: runId });
});

test('a worker that could not work is refused with the reason: no hub, another key, another storage', async () => {
  const nowhere = join(dataFolder, 'nowhere');
  await expect(
    startWorkerProcess({
      ...environment,
      PATCHBAY_DATA: nowhere,
      PATCHBAY_SECRET_KEY: 'x'.repeat(40),
    }),
  ).rejects.toThrow(/STORAGE_DATABASE_FAILED[\s\S]*Start `patchbay serve` there first/);
  await expect(startWorkerProcess({ ...environment, PATCHBAY_DATA: nowhere })).rejects.toThrow(
    /The worker has no secret key/,
  );
  const elsewhere = {
    PATCHBAY_DATA: nowhere,
    DATABASE_URL: await findRunningServer(dataFolder),
    PATCHBAY_SECRET_KEY: 'another key than the one of the hub',
  };
  await expect(startWith(elsewhere)).rejects.toThrow(
    /SECRET_UNREADABLE[\s\S]*sealed with the key [0-9a-f]{8}, and this process has the key [0-9a-f]{8}/,
  );
});

function startWith(more: Record<string, string>) {
  return startWorkerProcess({ ...environment, PATCHBAY_DATA: dataFolder, ...more });
}
