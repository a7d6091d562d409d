import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { createDatabase, type Database } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startCountedRun, startCountingModel } from './counting-model.ts';
import { type HubProcess, startHubProcess, stopHub } from './hub-process.ts';
import { auditRun } from './kill-loop/audit.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** Real workers that are killed while they use results again. */

const items = 4000;
const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };
let dataFolder: string;
let hub: HubProcess;
let client: HubClient;
let database: Database;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-kill-reuse-'));
  hub = await startHubProcess(dataFolder, environment, '--workers', '0');
  client = createHubClient(hub);
  database = createDatabase(await findRunningServer(dataFolder), { maximumConnections: 2 });
}, 60_000);
afterAll(async () => {
  await database.close();
  await stopHub(hub);
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess({ ...environment, PATCHBAY_DATA: dataFolder });
  onTestFinished(() => void worker.end('SIGKILL'));
  return worker;
}

async function waitForEnd(runId: string): Promise<void> {
  const readState = async () => (await client.runs.get({ id: runId })).state;
  await expect.poll(readState, { timeout: 90_000 }).toBe('completed');
}

const countSucceeded = async (id: string) => (await client.runs.get({ id })).counts.succeeded;

/** Lets each save take a while after its predictions are written: nearly all of the time one is under way. */
async function slowSavesDown(): Promise<void> {
  await database.pool.query(
    `create function dawdle() returns trigger language plpgsql
       as 'begin perform pg_sleep(0.3); return null; end';
     create trigger dawdle after insert on prediction_classes
       for each statement execute function dawdle()`,
  );
}

async function letSavesGo(): Promise<void> {
  await database.pool.query('drop trigger dawdle on prediction_classes; drop function dawdle');
}

async function countSaves(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where wait_event = 'PgSleep'`,
  );
  return rows[0]?.count ?? 0;
}

test('workers that are killed while they use results again lose none and store none twice, and what they had saved stays (fault E1)', async () => {
  const model = await startCountingModel();
  onTestFinished(() => model.close());
  const limits = { concurrency: 64 };
  const { runId, modelId, datasetId } = await startCountedRun(client, model, { items, limits });
  const first = await startWorker();
  await waitForEnd(runId);
  expect(await first.end('SIGTERM')).toBe(0);

  await slowSavesDown();
  const { id } = await client.runs.start({ modelId, datasetId, reuseResults: true });
  const [second, third] = [await startWorker(), await startWorker()];
  await expect.poll(() => countSucceeded(id), { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
  await expect.poll(countSaves, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
  await Promise.all([second.end('SIGKILL'), third.end('SIGKILL')]);
  await letSavesGo();
  const saved = await countSucceeded(id);
  expect(saved).toBeGreaterThan(0);
  expect(saved).toBeLessThan(items);

  const last = await startWorker();
  await waitForEnd(id);
  expect((await client.runs.get({ id })).counts).toMatchObject({ succeeded: items, failed: 0 });
  // Over what was under way workers may have died: that is sent, each alone, instead of looked up.
  const { reused } = await client.runs.summary({ id });
  expect(reused).toBeGreaterThanOrEqual(saved);
  expect(model.countCalls()).toBe(items + items - reused);
  expect((await auditRun(dataFolder, id, model, 1)).violations).toEqual([]);
  expect(await last.end('SIGTERM')).toBe(0);
}, 240_000);
