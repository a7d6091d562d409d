import type { RunAction } from '@patchbay/core/run/run-action.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { recountRun } from '../testing/recount-run.ts';
import { answerEcho, startScriptedModel } from '../testing/scripted-model.ts';
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

/** A run after which the model is gone: texts are echoed, under another name, or refused. */
async function runAndClose() {
  const model = await startScriptedModel((call, response) => {
    if (call.text === 'busy') return void response.writeHead(503).end();
    if (call.text !== 'other') return answerEcho(response, call.text);
    response.setHeader('content-type', 'application/json').end('[1, 2]');
  });
  const modelId = await registerEcho(hub, model, { limits: { maximumAttempts: 1 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, ['a', 'other', 'busy', 'b']));
  await waitForEnd(hub, runId);
  await model.close();
  return { runId, modelId, model };
}

async function decodeAgain(runId: string, wanted: object = {}): Promise<RunAction> {
  const url = `/api/v1/runs/${runId}/decode-again`;
  const { status, body } = await hub.ask<RunAction>('POST', url, wanted);
  expect(status).toBe(202);
  const read = async () =>
    (await hub.ask<{ items: RunAction[] }>('GET', `/api/v1/runs/${runId}/actions`)).body.items[0];
  await expect.poll(async () => (await read())?.state).toBe('done');
  return (await read()) ?? body;
}

async function expectExact(runId: string): Promise<void> {
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
}

test('stored answers are decoded again as another revision, and the model is not called', async () => {
  const { runId, modelId, model } = await runAndClose();
  const calls = model.calls.length;
  const renamed = { classifications: [{ kind: 'free_text', name: 'Echo' }] };
  const { body } = await hub.ask<{ model: { revision: { id: string } } }>(
    'POST',
    `/api/v1/models/${modelId}/revisions`,
    { ontology: renamed },
  );
  const revisionId = body.model.revision.id;
  const action = await decodeAgain(runId, { revisionId });
  expect(action).toMatchObject({
    kind: 'decode-again',
    revision: { id: revisionId, number: 2 },
    total: 4,
    done: 4,
    changed: 2,
  });
  expect(action.kept.map(({ count }) => count)).toEqual([1, 1]);
  expect(action.kept.map(({ code }) => code)).toContain('RUN_ANSWER_MISSING');
  expect(model.calls).toHaveLength(calls);
  const [first] = await listItems(hub, runId, '&state=succeeded');
  const item = await readItem(hub, first?.id ?? '');
  expect(item.prediction).toMatchObject({ revisionId, actionId: action.id, reusedFrom: null });
  expect(item.prediction?.annotations[0]?.class).toBe('Echo');
  expect(item.timeline.map(({ kind }) => kind)).toEqual(['call', 'decoded again', 'ended']);
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 2, failed: 2 });
  await expectExact(runId);
});

test('a failed item whose stored answer can be read now has succeeded', async () => {
  const { runId } = await runAndClose();
  const [failed] = (await listItems(hub, runId, '&state=failed')).filter(
    ({ dataRow }) => dataRow.excerpt === 'other',
  );
  // As if an older decoder had not been able to read it.
  await hub.database.pool.query(
    `update calls set response_body = convert_to('{"echo": "now"}', 'UTF8') where id in
       (select call_id from attempts where item_id = $1)`,
    [failed?.id],
  );
  const action = await decodeAgain(runId, { itemIds: [failed?.id] });
  expect(action).toMatchObject({ total: 1, changed: 1, kept: [] });
  const item = await readItem(hub, failed?.id ?? '');
  expect(item).toMatchObject({ state: 'succeeded', problem: null, annotationCount: 1 });
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 3, failed: 1 });
  await expectExact(runId);
});

test('an exchange that was removed, or of which only the beginning was kept, is told as that', async () => {
  const { runId } = await runAndClose();
  const [one, two] = await listItems(hub, runId, '&state=succeeded');
  const callOf = '(select call_id from attempts where item_id = $1)';
  await hub.database.pool.query(`delete from calls where id in ${callOf}`, [one?.id]);
  await hub.database.pool.query(`update calls set response_cut_from = 99 where id in ${callOf}`, [
    two?.id,
  ]);
  const action = await decodeAgain(runId, { itemIds: [one?.id, two?.id] });
  expect(action).toMatchObject({ changed: 0, done: 2 });
  expect(action.kept.map(({ code }) => code).sort()).toEqual([
    'RUN_EXCHANGE_CUT',
    'RUN_EXCHANGE_REMOVED',
  ]);
  const item = await readItem(hub, one?.id ?? '');
  expect(item).toMatchObject({ state: 'succeeded', exchanges: [] });
  expect(item.prediction?.annotations).toHaveLength(1);
  expect(item.timeline[0]).toMatchObject({ kind: 'call', reach: 'removed', exchangeId: null });
  await expectExact(runId);
});

test('a revision of another model is refused', async () => {
  const { runId } = await runAndClose();
  const other = await startScriptedModel();
  onTestFinished(() => other.close());
  const id = await registerEcho(hub, other);
  const { body } = await hub.ask<{ revision: { id: string } }>('GET', `/api/v1/models/${id}`);
  const url = `/api/v1/runs/${runId}/decode-again`;
  expect(await hub.ask('POST', url, { revisionId: body.revision.id })).toMatchObject({
    status: 400,
    body: { code: 'INPUT_INVALID' },
  });
});
