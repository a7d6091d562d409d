import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { openHandWorker } from '../testing/hand-worker.ts';
import { recountRun } from '../testing/recount-run.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readRun,
  registerEcho,
  startRun,
  waitForEnd,
} from '../testing/start-run.ts';
import type { FinishedItem } from './finished-item.ts';
import { rejectItem } from './reject-item.ts';
import { createSaver } from './saver.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** Another worker, and a run whose only item failed and is being tried again. */
async function openRetriedRun() {
  const model = await startScriptedModel((call, response) => {
    if (call.attempt === 1) response.writeHead(400).end();
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, ['once more']));
  await waitForEnd(hub, runId);
  await hub.ask('POST', `/api/v1/runs/${runId}/retry`, {});
  await expect.poll(() => model.calls.length).toBe(2);
  return { run: await readRun(hub, runId), worker: await openHandWorker(hub) };
}

async function finishItem(runId: string, attempts: number): Promise<FinishedItem> {
  const [item] = await listItems(hub, runId);
  const result = {
    ok: true,
    annotations: [],
    warnings: [],
    reportedVersion: null,
    reading: null,
    usage: null,
  } as const;
  return {
    item: { id: item?.id ?? '', dataRowId: item?.dataRow.id ?? '', attempts },
    attempts: [
      { calls: [{ exchange: null, image: null, frame: null, problem: null, coordinates: {} }] },
    ],
    result,
  };
}

test('what two workers bring at once is stored once', async () => {
  const { run, worker } = await openRetriedRun();
  const finished = await finishItem(run.id, 1);
  await Promise.all([worker.save(run, [finished]), worker.save(run, [finished])]);
  expect((await readRun(hub, run.id)).counts).toMatchObject({ succeeded: 1, failed: 0 });
  const { kept, counted } = await recountRun(hub, run.id);
  expect(kept).toEqual(counted);
});

test('what a late worker brings of an earlier round is left alone', async () => {
  const { run, worker } = await openRetriedRun();
  await worker.save(run, [await finishItem(run.id, 0)]);
  expect((await readRun(hub, run.id)).counts).toMatchObject({ pending: 1, succeeded: 0 });
});

test('a batch whose commit was answered to nobody is not stored again, and counts once (fault E7)', async () => {
  const { run, worker } = await openRetriedRun();
  const finished = await finishItem(run.id, 1);
  let tries = 0;
  const saver = createSaver({
    save: async (batch) => {
      await worker.save(run, batch);
      tries += 1;
      if (tries === 1) throw new Error('Connection terminated unexpectedly');
    },
    judge: worker.judge,
    reject: rejectItem,
    onTrouble: async () => {},
    giveUp: new AbortController().signal,
    wait: async () => {},
  });
  await saver.add(finished).saved;
  expect(tries).toBe(2);
  expect((await readRun(hub, run.id)).counts).toMatchObject({
    succeeded: 1,
    failed: 0,
    pending: 0,
  });
  const { kept, counted } = await recountRun(hub, run.id);
  expect(kept).toEqual(counted);
});
