import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { createDatabase } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type CountingModel, startCountedRun, startCountingModel } from './counting-model.ts';
import { type HubProcess, startHubProcess, stopHub } from './hub-process.ts';
import { auditRun } from './kill-loop/audit.ts';
import { startWorkerProcess } from './worker-process.ts';

/** Real workers that stand still, whose clock is wrong, or in which our own code has a mistake. */

const run = promisify(execFile);
const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };
let dataFolder: string;
let hub: HubProcess;
let client: HubClient;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-worker-faults-'));
  hub = await startHubProcess(dataFolder, environment, '--workers', '0');
  client = createHubClient(hub);
}, 60_000);
afterAll(async () => {
  await stopHub(hub);
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

/** Loads a stand-in before a worker. */
function loading(standIn: 'wrong-clock' | 'mistakes'): Record<string, string> {
  const file = pathToFileURL(join(import.meta.dirname, `stand-ins/${standIn}.ts`)).href;
  return { NODE_OPTIONS: `--import ${file}` };
}

/** Starts a worker in an environment. */
async function startWorker(variables: Record<string, string> = {}) {
  const worker = await startWorkerProcess({
    ...environment,
    PATCHBAY_DATA: dataFolder,
    ...variables,
  });
  onTestFinished(() => void worker.end('SIGKILL'));
  return worker;
}

async function startModel(options: Parameters<typeof startCountingModel>[0]) {
  const model = await startCountingModel(options);
  onTestFinished(() => model.close());
  return model;
}

async function waitForEnd(runId: string): Promise<void> {
  await expect
    .poll(async () => (await client.runs.get({ id: runId })).state, { timeout: 60_000 })
    .toBe('completed');
}

/** What is stored of the run is what was answered, once for each item. */
async function expectExact(runId: string, model: CountingModel, again: number): Promise<void> {
  expect((await auditRun(dataFolder, runId, model, again)).violations).toEqual([]);
}

/** The text that was stored for each data row. */
async function readEchoes(runId: string): Promise<Map<string, string>> {
  const database = createDatabase(await findRunningServer(dataFolder), { maximumConnections: 1 });
  const { rows } = await database.pool.query<{ text: string; echo: string }>(
    `select data_rows.text, annotations -> 0 ->> 'text' as echo from predictions
     join data_rows on data_rows.id = data_row_id where run_id = $1`,
    [runId],
  );
  await database.close();
  return new Map(rows.map(({ text, echo }) => [text, echo]));
}

test('a worker that stood still for longer than its heartbeat changes nothing of what others saved meanwhile, and says what it drops (fault E5, fault E6)', async () => {
  const model: CountingModel = await startModel({
    latencyMs: 800,
    answer: (text) => `answer ${model.calls.get(text)}`,
  });
  const { runId } = await startCountedRun(client, model, { items: 12, limits: { concurrency: 4 } });
  const frozen = await startWorker();
  await expect.poll(() => model.countCalls(), { timeout: 30_000 }).toBe(4);
  // What it asked for is answered into its sockets: it finds the answers when it wakes.
  const held = [...model.calls.keys()];
  frozen.process.kill('SIGSTOP');
  const other = await startWorker();
  await waitForEnd(runId);
  frozen.process.kill('SIGCONT');

  await expect.poll(frozen.log, { timeout: 30_000 }).toContain('results came too late');
  const echoes = await readEchoes(runId);
  expect(echoes.size).toBe(12);
  for (const text of held) expect(echoes.get(text)).toBe('answer 2');
  await expectExact(runId, model, 1);
  expect(frozen.hasEnded()).toBe(false);
  expect([await frozen.end('SIGTERM'), await other.end('SIGTERM')]).toEqual([0, 0]);
});

test('a model that takes longer for each item than a heartbeat lasts keeps the chunk with its worker (fault N28)', async () => {
  // A heart that is not heard for ten seconds is looked for every two.
  const model = await startModel({ latencyMs: 15_000 });
  const { runId } = await startCountedRun(client, model, { items: 2, limits: { concurrency: 2 } });
  const workers = [await startWorker(), await startWorker()];
  await waitForEnd(runId);
  expect(model.countCalls()).toBe(2);
  await expectExact(runId, model, 0);
  for (const worker of workers) expect(await worker.end('SIGTERM')).toBe(0);
});

test('workers whose clock jumps by hours keep to the limits and lose no chunk to each other (fault E11)', async () => {
  const askedAt: number[] = [];
  const model = await startModel({
    latencyMs: 20,
    fail: () => {
      askedAt.push(performance.now());
      return null;
    },
  });
  const limits = { concurrency: 4, requestsPerSecond: 20 };
  const { runId } = await startCountedRun(client, model, { items: 160, limits });
  const workers = [
    await startWorker(loading('wrong-clock')),
    await startWorker(loading('wrong-clock')),
  ];
  await waitForEnd(runId);
  // Neither a burst nor a chunk that was taken from the other because its heart seemed to stand still.
  expect(model.countCalls()).toBe(160);
  const busiest = Math.max(
    ...askedAt.map((from) => askedAt.filter((at) => at >= from && at < from + 1000).length),
  );
  expect(busiest).toBeLessThan(2 * limits.requestsPerSecond);
  await expectExact(runId, model, 0);
  for (const worker of workers) expect(await worker.end('SIGTERM')).toBe(0);
});

const libfaketime = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/faketime/libfaketime.so.1',
].find((file) => existsSync(file));

// Where the library is installed (Debian: `faketime`): it moves what every call to the system says is the time.
test.skipIf(!libfaketime)(
  'workers on machines whose clocks are an hour ahead and an hour behind carry out a run together (fault E11)',
  async () => {
    const model = await startModel({ latencyMs: 20 });
    const limits = { concurrency: 4, requestsPerSecond: 20 };
    const { runId } = await startCountedRun(client, model, { items: 160, limits });
    const wrong = (offset: string) => ({
      LD_PRELOAD: libfaketime ?? '',
      FAKETIME: offset,
      // What only goes forward is left alone, as a system does whose clock is set.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    const { stdout } = await run(process.execPath, ['-p', 'Date.now()'], { env: wrong('+1h') });
    expect(Number(stdout) - Date.now()).toBeGreaterThan(3_000_000);
    const workers = [await startWorker(wrong('+1h')), await startWorker(wrong('-1h'))];
    await waitForEnd(runId);
    expect(model.countCalls()).toBe(160);
    await expectExact(runId, model, 0);
    for (const worker of workers) expect(await worker.end('SIGTERM')).toBe(0);
  },
);

test('a promise that fails while nobody waits is told, and the worker goes on; after an exception that nobody catches it ends with the reason, and others do its work (fault E23)', async () => {
  const model: CountingModel = await startModel({
    latencyMs: 5,
    answer: (text) => {
      if (text === 'slip 3') return 'a promise that fails';
      return text === 'slip 150' ? 'an exception' : text;
    },
  });
  const limits = { concurrency: 4 };
  const { runId } = await startCountedRun(client, model, { items: 200, limits, name: 'slip' });
  const worker = await startWorker(loading('mistakes'));
  await expect.poll(worker.hasEnded, { timeout: 60_000 }).toBe(true);
  expect(worker.process.exitCode).toBeGreaterThan(0);
  expect(worker.log()).toMatch(/Nobody waits[\s\S]*a promise failed and nobody waited/i);
  expect(worker.log()).toMatch(/Nobody catches[\s\S]*an exception that nobody caught/i);

  const other = await startWorker();
  await waitForEnd(runId);
  expect((await client.runs.get({ id: runId })).counts).toMatchObject({ succeeded: 200 });
  await expectExact(runId, model, 1);
  expect(await other.end('SIGTERM')).toBe(0);
});
