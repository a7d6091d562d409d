import type { FailureDetail, RunView } from '@patchbay/core/api/run-routes.ts';
import type { RunAction } from '@patchbay/core/run/run-action.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { recountRun } from '../testing/recount-run.ts';
import { answerEcho, type ScriptedModel, startScriptedModel } from '../testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  readRun,
  registerEcho,
  startRun,
  waitForEnd,
} from '../testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** Texts that say which status they want, until the model is mended. */
const lines = ['ok 0', 'bad 1', 'bad 2', 'missing 3', 'ok 4', 'bad 5'];

async function runTexts(
  texts = lines,
): Promise<{ runId: string; model: ScriptedModel; mend(): void }> {
  let isMended = false;
  const model = await startScriptedModel((call, response) => {
    if (isMended || call.text.startsWith('ok')) return answerEcho(response, call.text);
    const status = call.text.startsWith('bad') ? 400 : 404;
    response.writeHead(status).end(`${call.text} is refused`);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { maximumAttempts: 1 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, texts));
  await waitForEnd(hub, runId);
  return { runId, model, mend: () => (isMended = true) };
}

const rejected = 'MODEL_REQUEST_REJECTED';
const act = (runId: string, verb: string, selection: object = {}) =>
  hub.ask<RunView>('POST', `/api/v1/runs/${runId}/${verb}`, selection);
const readFailures = async (runId: string) =>
  (await hub.ask<FailureDetail[]>('GET', `/api/v1/runs/${runId}/failures`)).body;

async function expectExact(runId: string): Promise<void> {
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
}

test('failures are told by code with samples that name their items, and what to do', async () => {
  const { runId } = await runTexts();
  const failures = await readFailures(runId);
  expect(failures).toMatchObject([
    { code: rejected, count: 3, ignored: 0, remedy: expect.stringMatching(/\w/) },
    { code: 'MODEL_NOT_FOUND', count: 1 },
  ]);
  expect(failures[0]?.samples.map(({ message }) => message)).toEqual([
    expect.stringContaining('bad 1'),
    expect.stringContaining('bad 2'),
  ]);
  const items = await listItems(hub, runId, `&code=${rejected}`);
  const ids = items.slice(0, 2).map(({ id }) => id);
  expect(failures[0]?.samples.map(({ itemId }) => itemId)).toEqual(ids);
  expect(failures[0]?.samples[0]?.globalKey).toBe(items[0]?.dataRow.globalKey);
});

test('what is ignored is no failure any more, keeps its reason, and can be taken back', async () => {
  const { runId, model } = await runTexts();
  const ignored = await act(runId, 'ignore', { code: rejected });
  expect(ignored).toMatchObject({
    status: 200,
    body: { state: 'completed', counts: { failed: 1, ignored: 3, succeeded: 2, pending: 0 } },
  });
  await expectExact(runId);
  expect(
    (await listItems(hub, runId, '&state=ignored')).map(({ problem }) => problem?.code),
  ).toEqual([rejected, rejected, rejected]);
  expect(await readFailures(runId)).toMatchObject([
    { code: 'MODEL_NOT_FOUND', count: 1 },
    { code: rejected, count: 0, ignored: 3, samples: [] },
  ]);
  // Once more changes nothing, and a retry of everything leaves them alone.
  expect((await act(runId, 'ignore', { code: rejected })).body.counts.ignored).toBe(3);
  await act(runId, 'retry');
  await waitForEnd(hub, runId);
  expect(model.calls.filter(({ text }) => text.startsWith('bad'))).toHaveLength(3);

  const calls = model.calls.length;
  const restored = await act(runId, 'restore');
  expect(restored.body).toMatchObject({ counts: { failed: 4, ignored: 0 }, state: 'completed' });
  await expectExact(runId);
  expect(model.calls).toHaveLength(calls);
  expect(await readFailures(runId)).toMatchObject([{ code: rejected, count: 3, ignored: 0 }, {}]);
});

test('chosen items alone are tried again or ignored, and ids of no item are refused', async () => {
  const { runId, mend, model } = await runTexts();
  const [first, second, third] = await listItems(hub, runId, `&code=${rejected}`);
  const ids = [first?.id, second?.id, first?.id];
  mend();
  await act(runId, 'retry', { itemIds: ids });
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 4, failed: 2 });
  expect(model.calls.filter(({ attempt }) => attempt === 2).map(({ text }) => text)).toEqual([
    'bad 1',
    'bad 2',
  ]);
  const both = await act(runId, 'ignore', { itemIds: [third?.id], code: 'MODEL_NOT_FOUND' });
  expect(both.body.counts).toMatchObject({ failed: 2, ignored: 0 });
  expect((await act(runId, 'ignore', { itemIds: [third?.id] })).body.counts.ignored).toBe(1);
  await expectExact(runId);

  const foreign = '0199a000-0000-7000-8000-000000000001';
  expect(await act(runId, 'retry', { itemIds: [foreign] })).toMatchObject({
    status: 404,
    body: { code: 'INPUT_NOT_FOUND', message: expect.stringContaining(foreign) },
  });
  for (const wrong of [{ code: 'NO_CODE' }, { itemIds: [] }, { itemIds: ['x'] }, { all: true }]) {
    expect(await act(runId, 'ignore', wrong)).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    });
  }
});

test('every action is listed and audited with who did it, and one that found nothing is none', async () => {
  const { runId } = await runTexts();
  await act(runId, 'ignore', { code: rejected });
  await act(runId, 'ignore', { code: rejected });
  await act(runId, 'restore', { code: rejected });
  const { body } = await hub.ask<{ items: RunAction[] }>('GET', `/api/v1/runs/${runId}/actions`);
  expect(body.items).toMatchObject([
    { kind: 'restore', state: 'done', code: rejected, total: 3, done: 3, changed: 3 },
    { kind: 'ignore', state: 'done', code: rejected, total: 3, done: 3, changed: 3 },
  ]);
  expect(body.items[0]?.createdBy).toBe('test');
  const { rows } = await hub.database.pool.query(
    'select action, actor, details from audit_entries where subject_id = $1 order by id',
    [runId],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'run:started',
    'run:failures-ignored',
    'run:failures-restored',
  ]);
  expect(rows[1]).toMatchObject({
    actor: expect.stringMatching(/^key:/),
    details: { name: expect.any(String), items: 3 },
  });
});

test('a run that was cancelled cannot be tried again, and what failed in it can be ignored', async () => {
  const { runId } = await runTexts();
  await hub.database.pool.query("update runs set state = 'cancelled' where id = $1", [runId]);
  expect(await act(runId, 'retry')).toMatchObject({
    status: 409,
    body: { code: 'RUN_STATE_CONFLICT' },
  });
  expect((await act(runId, 'ignore')).body.counts).toMatchObject({ failed: 0, ignored: 4 });
});

test('what is tried again in a paused run waits there', async () => {
  const { runId, model } = await runTexts();
  await hub.database.pool.query("update runs set state = 'paused' where id = $1", [runId]);
  const answer = await act(runId, 'retry', { code: rejected });
  expect(answer.body).toMatchObject({ state: 'paused', counts: { pending: 3, failed: 1 } });
  await expectExact(runId);
  expect(model.calls).toHaveLength(lines.length);
});

test('an action goes on where a process that died left it, and the run does not end in between', async () => {
  const { runId, mend } = await runTexts();
  mend();
  const [first, ...others] = await listItems(hub, runId, '&state=failed');
  const { rows } = await hub.database.pool.query<{ id: string }>(
    `insert into run_actions (id, organisation_id, run_id, kind, total, done, changed, last_item_id, created_by)
     select gen_random_uuid(), organisation_id, id, 'retry', 4, 1, 1, $2, 'key:gone' from runs where id = $1
     returning id`,
    [runId, first?.id],
  );
  const { rows: open } = await hub.database.pool.query(
    "select from run_actions where id = $1 and state = 'open'",
    [rows[0]?.id],
  );
  expect(open).toHaveLength(1);
  await expect
    .poll(async () => (await readRun(hub, runId)).counts, { timeout: 25_000 })
    .toMatchObject({ failed: 1, succeeded: 2 + others.length });
  await waitForEnd(hub, runId);
  await expectExact(runId);
  const { state, attempts } = await readItem(hub, first?.id ?? '');
  expect({ state, attempts }).toEqual({ state: 'failed', attempts: 1 });
}, 40_000);
