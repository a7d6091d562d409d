import { expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createBegunStore } from './begun-store.ts';
import { openHandWorker } from './testing/hand-worker.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';
import { startWorker } from './testing/start-worker.ts';

/** What workers have begun that lost their chunk, were killed, and were followed by nobody. */

async function openHub(workers: number): Promise<TestHub> {
  const hub = await createTestHub({ egressAllow: ['127.0.0.1'], workers });
  onTestFinished(() => hub.end());
  await hub.startWorkers();
  return hub;
}

/** A worker begins all items of a run, and is not heard of again. */
async function beginAll({ database }: TestHub, runId: string): Promise<void> {
  const { rows } = await database.pool.query<{
    organisationId: string;
    chunkId: string;
    ids: string[];
  }>(
    `select organisation_id as "organisationId", chunk_id as "chunkId", array_agg(id::text order by id) as ids
     from run_items where run_id = $1 group by 1, 2`,
    [runId],
  );
  for (const { ids, ...key } of rows) {
    const [first = '', last = first] = [ids[0], ids.at(-1)];
    await createBegunStore(database).write({ ...key, runId }, { first, last });
  }
}

/** Runs in which something is begun. */
async function listBegun({ database }: TestHub): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    'select run_id as id from begun_items join run_chunks on run_chunks.id = chunk_id',
  );
  return rows.map(({ id }) => id);
}

test('items that are tried again did not see a worker die in an earlier round (fault E12)', async () => {
  const hub = await openHub(2);
  const model = await startScriptedModel((_call, response) => {
    response.writeHead(400).end();
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { maximumAttempts: 1 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, ['one', 'two']));
  await waitForEnd(hub, runId);
  await beginAll(hub, runId);
  await hub.ask('POST', `/api/v1/runs/${runId}/retry`, {});
  await expect.poll(() => model.calls.length).toBe(4);
  await waitForEnd(hub, runId);
  const { rows } = await hub.database.pool.query(
    'select crashes from run_items where run_id = $1',
    [runId],
  );
  expect(rows).toEqual([{ crashes: 0 }, { crashes: 0 }]);
});

test('what was begun of a run that was cancelled is swept away, and kept of one that goes on later (fault E12)', async () => {
  const hub = await openHub(0);
  const byHand = await openHandWorker(hub);
  const modelId = await registerEcho(hub, { url: 'http://127.0.0.1:9/nobody' });
  const datasetId = await importTexts(hub, ['one', 'two']);
  const { rows } = await hub.database.pool.query<{ id: string }>('select id from data_rows');
  const begin = async () => {
    const runId = await startRun(hub, modelId, datasetId);
    await byHand.plan(
      runId,
      rows.map(({ id }) => id),
      [2],
    );
    await beginAll(hub, runId);
    return runId;
  };
  const [cancelled, paused] = [await begin(), await begin()];
  await hub.ask('POST', `/api/v1/runs/${cancelled}/cancel`);
  await byHand.clearAway(cancelled);
  await hub.ask('POST', `/api/v1/runs/${paused}/pause`);
  expect((await listBegun(hub)).sort()).toEqual([cancelled, paused].sort());

  const worker = await startWorker(hub);
  onTestFinished(() => worker.end());
  await expect.poll(() => listBegun(hub)).toEqual([paused]);
});
