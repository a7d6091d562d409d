import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createFolderStorage } from '../../storage/folder-storage.ts';
import { createBodyKeeper } from '../../storage/kept-body.ts';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
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
import { createOutcomeStore } from './outcome-store.ts';
import { rejectItem } from './reject-item.ts';
import type { SaveKey } from './save-statements.ts';
import { createSaver } from './saver.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** A store as another worker has it, and a run whose only item failed and is being tried again. */
async function openRetriedRun() {
  const model = await startScriptedModel((call, response) => {
    if (call.attempt === 1) response.writeHead(400).end();
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, ['once more']));
  await waitForEnd(hub, runId);
  await hub.ask('POST', `/api/v1/runs/${runId}/retry`, {});
  await expect.poll(() => model.calls.length, { timeout: 20_000 }).toBe(2);
  const storage = await createFolderStorage(join(hub.dataFolder, 'of-another-worker'));
  const bodies = createBodyKeeper({ storage, limitBytes: null, announce: async () => {} });
  return { runId, store: createOutcomeStore(hub.database, bodies) };
}

async function readSaveKey(runId: string): Promise<SaveKey> {
  const { rows } = await hub.database.pool.query<SaveKey>(
    `select run_chunks.organisation_id as "organisationId", runs.id as "runId",
       run_chunks.id as "chunkId", revision_id as "revisionId"
     from runs join run_chunks on run_id = runs.id where runs.id = $1`,
    [runId],
  );
  if (!rows[0]) throw new Error('The run has no chunk.');
  return rows[0];
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
  const { runId, store } = await openRetriedRun();
  const [key, finished] = [await readSaveKey(runId), await finishItem(runId, 1)];
  await Promise.all([store.save(key, [finished]), store.save(key, [finished])]);
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 1, failed: 0 });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});

test('what a late worker brings of an earlier round is left alone', async () => {
  const { runId, store } = await openRetriedRun();
  await store.save(await readSaveKey(runId), [await finishItem(runId, 0)]);
  expect((await readRun(hub, runId)).counts).toMatchObject({ pending: 1, succeeded: 0 });
});

test('a batch whose commit was answered to nobody is not stored again, and counts once (fault E7)', async () => {
  const { runId, store } = await openRetriedRun();
  const [key, finished] = [await readSaveKey(runId), await finishItem(runId, 1)];
  let tries = 0;
  const saver = createSaver({
    save: async (batch) => {
      await store.save(key, batch);
      tries += 1;
      if (tries === 1) throw new Error('Connection terminated unexpectedly');
    },
    judge: store.judge,
    reject: rejectItem,
    onTrouble: async () => {},
    giveUp: new AbortController().signal,
    wait: async () => {},
  });
  await saver.add(finished);
  expect(tries).toBe(2);
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 1, failed: 0, pending: 0 });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});
