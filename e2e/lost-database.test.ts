import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient } from '@patchbay/cli/api/client.ts';
import { expect, onTestFinished, test } from 'vitest';
import { startCountedRun, startCountingModel } from './counting-model.ts';
import { startHubProcess, stopHub } from './hub-process.ts';
import { auditRun } from './kill-loop/audit.ts';

const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };
/** So long a hub that is told to stop lets calls end: without a database there is nothing to wait for. */
const drainMs = 20_000;

test('a hub whose PostgreSQL is killed while answers come in ends at once, with a status, and the next one loses nothing (fault E2)', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-lost-database-'));
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  const model = await startCountingModel({ latencyMs: 1000 });
  onTestFinished(() => model.close());
  const first = await startHubProcess(dataFolder, environment);
  onTestFinished(() => void first.process.kill('SIGKILL'));
  const limits = { concurrency: 8 };
  const { runId } = await startCountedRun(createHubClient(first), model, { items: 40, limits });
  await expect.poll(() => model.countCalls(), { timeout: 30_000 }).toBeGreaterThanOrEqual(8);

  const gone = once(first.process, 'exit');
  const file = await readFile(join(dataFolder, 'postgres/postmaster.pid'), 'utf8');
  const killedAt = performance.now();
  process.kill(Number.parseInt(file, 10), 'SIGKILL');
  const [status] = await gone;
  expect(performance.now() - killedAt).toBeLessThan(drainMs / 2);
  expect(status).toBe(1);

  const next = await startHubProcess(dataFolder, environment);
  const client = createHubClient(next);
  await expect
    .poll(async () => (await client.runs.get({ id: runId })).state, { timeout: 60_000 })
    .toBe('completed');
  expect((await auditRun(dataFolder, runId, model, 1)).violations).toEqual([]);
  expect(await stopHub(next)).toBe(0);
});
