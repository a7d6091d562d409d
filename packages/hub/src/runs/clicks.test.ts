import type { RunView } from '@patchbay/core/api/run-routes.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, type ScriptedModel, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

/** What people may click at, in any order and at the same moment, while a run is at work. */

let hub: TestHub;
let model: ScriptedModel;
let datasetId: string;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  model = await startScriptedModel((call, response) => {
    if (Number(call.text.slice(-1)) < 3 && Math.random() < 0.5) response.writeHead(400).end();
    else setTimeout(() => answerEcho(response, call.text), 5);
  });
  datasetId = await importTexts(
    hub,
    Array.from({ length: 700 }, (_, index) => `text ${index}`),
  );
});
afterAll(async () => {
  await hub.end();
  await model.close();
});

type Click = 'pause' | 'resume' | 'retry' | 'cancel';
const clicks = (cancels: number) =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom<Click>('pause', 'resume', 'retry') },
    { weight: cancels, arbitrary: fc.constant<Click>('cancel') },
  );

const click = (runId: string, action: Click) =>
  hub.ask<RunView & { code: string }>(
    'POST',
    `/api/v1/runs/${runId}/${action}`,
    action === 'retry' ? {} : undefined,
  );

async function start(): Promise<string> {
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 4 } });
  return await startRun(hub, modelId, datasetId);
}

/** Lets a run come to its end; its numbers are what counting its rows gives. */
async function finish(runId: string): Promise<RunView> {
  const { state } = await readRun(hub, runId);
  if (state === 'paused') await click(runId, 'resume');
  await waitForEnd(hub, runId);
  await expect.poll(async () => (await readRun(hub, runId)).counts.pending).toBe(0);
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
  return await readRun(hub, runId);
}

async function listDone(runId: string): Promise<string[]> {
  const { rows } = await hub.database.pool.query<{ action: string }>(
    `select action from audit_entries where subject_id = $1
       and action in ('run:paused', 'run:resumed', 'run:cancelled')`,
    [runId],
  );
  return rows.map(({ action }) => action);
}

const countOf = (done: readonly string[], action: string) =>
  done.filter((each) => each === action).length;

test('fifty clicks at once, of all kinds, leave a run that ends as it was told to, with exact numbers (fault E15)', async () => {
  const fifty = fc.array(fc.tuple(clicks(1), fc.nat(400)), { minLength: 50, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(fifty, async (together) => {
      const runId = await start();
      const answers = await Promise.all(
        together.map(async ([action, afterMs]) => {
          await new Promise((resolve) => setTimeout(resolve, afterMs));
          return { action, ...(await click(runId, action)) };
        }),
      );
      for (const { status, body } of answers) {
        if (status !== 409) expect({ status, body }).toMatchObject({ status: 200 });
        if (status === 409) expect(body.code).toBe('RUN_STATE_CONFLICT');
      }
      const wasCancelled = answers.some(
        ({ action, status }) => action === 'cancel' && status === 200,
      );
      const { state } = await readRun(hub, runId);
      const done = await listDone(runId);
      const open = countOf(done, 'run:paused') - countOf(done, 'run:resumed');
      // Each was done once at most between two of the other: nobody paused what was paused.
      if (wasCancelled) expect([0, 1]).toContain(open);
      else expect(open).toBe(state === 'paused' ? 1 : 0);
      expect(countOf(done, 'run:cancelled')).toBe(wasCancelled ? 1 : 0);
      expect((await finish(runId)).state).toBe(wasCancelled ? 'cancelled' : 'completed');
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 180_000);

test('clicks one after another do what the states say, each as often as one likes (fault E15)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(clicks(1), { minLength: 1, maxLength: 20 }), async (sequence) => {
      const runId = await start();
      await expect.poll(async () => (await readRun(hub, runId)).state).toBe('running');
      let expected = 'running';
      for (const action of sequence) {
        const { status } = await click(runId, action);
        const wasRunning = expected === 'running';
        if (action === 'cancel') expected = 'cancelled';
        else if (expected !== 'cancelled' && action === 'pause') expected = 'paused';
        else if (expected !== 'cancelled' && action === 'resume') expected = 'running';
        const { state } = await readRun(hub, runId);
        if ((wasRunning || expected === 'running') && state === 'completed') break; // it was faster than we
        expect(state).toBe(expected);
        const isRefused = expected === 'cancelled' && action !== 'cancel';
        // Where no item failed, to try again means nothing, and that is done.
        if (isRefused && action === 'retry') expect([200, 409]).toContain(status);
        else expect(status).toBe(isRefused ? 409 : 200);
      }
      await finish(runId);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 180_000);
