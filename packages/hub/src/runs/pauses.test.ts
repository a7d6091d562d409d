import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);
const act = (runId: string, action: string) =>
  hub.ask<RunView>('POST', `/api/v1/runs/${runId}/${action}`);

/** A run whose model answers nothing until it is told to. */
async function startHeldRun(count: number) {
  const held: (() => void)[] = [];
  let isFree = false;
  const model = await startScriptedModel((call, response) => {
    if (isFree) answerEcho(response, call.text);
    else held.push(() => answerEcho(response, call.text));
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 4 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, numbered(count)));
  await expect.poll(() => held.length).toBe(4);
  return {
    runId,
    model,
    release() {
      isFree = true;
      for (const answer of held.splice(0)) answer();
    },
  };
}

test('a paused run sends nothing more, and what is under way is still saved', async () => {
  const { runId, model, release } = await startHeldRun(3000);
  const { status, body } = await act(runId, 'pause');
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: 'paused', pause: { cause: 'person', probeAt: null } });
  release();
  // The workers hear of it a moment later; then nothing is under way that is not saved.
  await expect
    .poll(async () => (await readRun(hub, runId)).counts.succeeded - model.calls.length)
    .toBe(0);
  const { state, counts } = await readRun(hub, runId);
  expect(state).toBe('paused');
  expect(counts.pending).toBeGreaterThan(2000);

  expect((await act(runId, 'resume')).body).toMatchObject({ state: 'running', pause: null });
  expect(await waitForEnd(hub, runId)).toMatchObject({
    state: 'completed',
    counts: { succeeded: 3000 },
  });
  expect(model.calls).toHaveLength(3000);
});

test('a run whose last items were saved while it was paused completes when it is resumed', async () => {
  const { runId, release } = await startHeldRun(4);
  await act(runId, 'pause');
  release();
  await expect.poll(async () => (await readRun(hub, runId)).counts.succeeded).toBe(4);
  expect((await readRun(hub, runId)).state).toBe('paused');
  await act(runId, 'resume');
  expect((await waitForEnd(hub, runId)).state).toBe('completed');
});

test('fifty who pause or resume at once are all told the same, and it is done once (fault E15)', async () => {
  const { runId, release } = await startHeldRun(20);
  const fifty = (action: string) =>
    Promise.all(Array.from({ length: 50 }, () => act(runId, action)));
  for (const answer of await fifty('pause')) {
    expect(answer).toMatchObject({ status: 200, body: { state: 'paused' } });
  }
  for (const answer of await fifty('resume')) {
    expect(answer).toMatchObject({ status: 200, body: { state: 'running' } });
  }
  const { rows } = await hub.database.pool.query<{ action: string; n: number }>(
    `select action, count(*)::int as n from audit_entries where subject_id = $1
       and action in ('run:paused', 'run:resumed') group by action order by action`,
    [runId],
  );
  expect(rows).toEqual([
    { action: 'run:paused', n: 1 },
    { action: 'run:resumed', n: 1 },
  ]);
  release();
  await waitForEnd(hub, runId);
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});

test('a run that has ended is neither paused nor resumed', async () => {
  const { runId, release } = await startHeldRun(4);
  release();
  await waitForEnd(hub, runId);
  for (const action of ['pause', 'resume']) {
    const { status, body } = await act(runId, action);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'RUN_STATE_CONFLICT' });
  }
});
