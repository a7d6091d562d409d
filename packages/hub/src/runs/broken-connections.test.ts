import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../database/database.ts';
import { createTestHub } from '../testing/test-hub.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun } from './testing/start-run.ts';

test('a run outlives the connections of its hub: every item is stored once, and the numbers add up', async () => {
  const hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  onTestFinished(() => hub.end());
  await hub.startWorkers();
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const lines = Array.from({ length: 1500 }, (_, index) => `text ${index}`);
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));

  for (const calls of [100, 400, 800, 1100]) {
    await expect.poll(() => model.calls.length, { timeout: 60_000 }).toBeGreaterThan(calls);
    await breakConnections(hub.database.url);
  }

  await expect
    .poll(async () => (await readRun(hub, runId)).state, { timeout: 60_000 })
    .toBe('completed');
  const { counts } = await readRun(hub, runId);
  expect(counts).toMatchObject({ total: 1500, succeeded: 1500, failed: 0, pending: 0 });
  const { rows } = await hub.database.pool.query<{ predictions: number; items: number }>(
    `select (select count(*)::int from predictions where run_id = $1) as predictions,
       (select count(*)::int from run_items where run_id = $1 and state = 'succeeded') as items`,
    [runId],
  );
  expect(rows[0]).toEqual({ predictions: 1500, items: 1500 });
}, 150_000);

/** Ends every connection to a database but the one that does it. */
async function breakConnections(url: string): Promise<void> {
  const database = createDatabase(url, { maximumConnections: 1 });
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await database.close();
}
