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
  readSummary,
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

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);
const reuse = { reuseResults: true };
const parametersSchema = {
  type: 'object',
  properties: { threshold: { type: 'number' }, style: { type: 'object' } },
};

/** A model that refuses what the test says, and answers each call with another text. */
async function startModel(refuses: (text: string) => boolean = () => false) {
  const model = await startScriptedModel((call, response) => {
    if (refuses(call.text)) response.writeHead(400).end();
    else answerEcho(response, `${call.text}, answer ${model.calls.length}`);
  });
  onTestFinished(() => model.close());
  return model;
}

/** A model, and what a first run, which did not ask for anything to be used again, has found. */
async function openWithResults(lines: readonly string[], options: object = {}) {
  const model = await startModel();
  const modelId = await registerEcho(hub, model, { parametersSchema });
  const datasetId = await importTexts(hub, lines);
  const first = await startRun(hub, modelId, datasetId, options);
  await waitForEnd(hub, first);
  const calls = model.calls.length;
  expect(calls).toBe(lines.length);
  return { model, modelId, datasetId, first, callsSince: () => model.calls.length - calls };
}

/** Runs to the end and checks that the numbers are those of the rows. */
async function runToEnd(modelId: string, datasetId: string, options: object = reuse) {
  const run = await waitForEnd(hub, await startRun(hub, modelId, datasetId, options));
  const { kept, counted } = await recountRun(hub, run.id);
  expect(kept).toEqual(counted);
  return { run, summary: await readSummary(hub, run.id) };
}

async function listAnswers(runId: string) {
  const { body } = await hub.ask<{ items: { annotations: object[]; reusedFrom: string | null }[] }>(
    'GET',
    `/api/v1/runs/${runId}/predictions?limit=200`,
  );
  return body.items;
}

test('a run that reuses takes what an earlier run found, and the model is not called', async () => {
  const { modelId, datasetId, first, callsSince } = await openWithResults(numbered(130));
  const { run, summary } = await runToEnd(modelId, datasetId);
  expect(callsSince()).toBe(0);
  expect(run).toMatchObject({ state: 'completed', reuseResults: true });
  expect(run.counts).toMatchObject({ total: 130, succeeded: 130, pending: 0 });
  expect(summary).toMatchObject({ reused: 130, annotations: 130, failures: [] });
  const [before, after] = [await listAnswers(first), await listAnswers(run.id)];
  expect(after.map((it) => it.annotations)).toEqual(before.map((it) => it.annotations));
});

test('an item whose result was used again names the item that was called, also in an export', async () => {
  const { modelId, datasetId, first } = await openWithResults(['hello']);
  const { run } = await runToEnd(modelId, datasetId);
  const [called] = await listItems(hub, first);
  const [item] = await listItems(hub, run.id);
  const shown = await readItem(hub, item?.id ?? '');
  expect(shown).toMatchObject({
    state: 'succeeded',
    attempts: 0,
    exchanges: [],
    prediction: { reusedFrom: called?.id, usage: null },
  });
  expect(shown.timeline).toMatchObject([
    { kind: 'reused', fromItemId: called?.id, fromRunId: first },
    { kind: 'ended', state: 'succeeded' },
  ]);
  for (const [runId, reusedFrom] of [
    [first, null],
    [run.id, called?.id],
  ]) {
    const url = `/api/v1/runs/${runId}/export?format=jsonl`;
    const exported = await hub.app.inject({
      url,
      headers: { authorization: `Bearer ${hub.apiKey}` },
    });
    expect(JSON.parse(exported.body)).toMatchObject({ reusedFrom });
  }
  const again = await runToEnd(modelId, datasetId);
  expect((await listAnswers(again.run.id))[0]?.reusedFrom).toBe(called?.id);
});

test('without the option every item is called, and the run says that nothing was used again', async () => {
  const { modelId, datasetId, callsSince } = await openWithResults(numbered(5));
  const { run, summary } = await runToEnd(modelId, datasetId, {});
  expect(callsSince()).toBe(5);
  expect(run.reuseResults).toBe(false);
  expect(summary.reused).toBe(0);
});

test('failures are never used again, only what is left of them is called', async () => {
  let isMended = false;
  const model = await startModel((text) => !isMended && text.endsWith('3'));
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, numbered(20));
  const first = await runToEnd(modelId, datasetId, {});
  expect(first.run.counts).toMatchObject({ succeeded: 18, failed: 2 });
  const failing = await runToEnd(modelId, datasetId);
  expect(failing.run.counts).toMatchObject({ succeeded: 18, failed: 2 });
  expect(model.calls).toHaveLength(22);
  isMended = true;
  const { run, summary } = await runToEnd(modelId, datasetId);
  expect(run.counts).toMatchObject({ succeeded: 20, failed: 0 });
  expect(summary.reused).toBe(18);
  expect(new Set(model.calls.slice(20).map((call) => call.text))).toEqual(
    new Set(['text 3', 'text 13']),
  );
});

test('other parameters are another question, the same in another order are not', async () => {
  const parameters = { threshold: 0.5, style: { tone: 'dry', length: 3 } };
  const opened = await openWithResults(numbered(3), { parameters });
  const { modelId, datasetId, callsSince } = opened;
  const reordered = { style: { length: 3, tone: 'dry' }, threshold: 0.5 };
  await runToEnd(modelId, datasetId, { ...reuse, parameters: reordered });
  expect(callsSince()).toBe(0);
  await runToEnd(modelId, datasetId, { ...reuse, parameters: { ...parameters, threshold: 0.6 } });
  expect(callsSince()).toBe(3);
  const { summary } = await runToEnd(modelId, datasetId);
  expect(callsSince()).toBe(6);
  expect(summary.reused).toBe(0);
});

test('another revision is another model', async () => {
  const { model, modelId, datasetId, callsSince } = await openWithResults(numbered(3));
  const url = `/api/v1/models/${modelId}/revisions`;
  const connection = { url: `${model.url}?version=2` };
  expect(await hub.ask('POST', url, { connection })).toMatchObject({ status: 200 });
  const { summary } = await runToEnd(modelId, datasetId);
  expect(callsSince()).toBe(3);
  expect(summary.reused).toBe(0);
});

test('equal content counts, in whatever dataset it lies, and other content is called', async () => {
  const { model, modelId, callsSince } = await openWithResults(['a', 'b', 'c']);
  const { run, summary } = await runToEnd(modelId, await importTexts(hub, ['c', 'new', 'a']));
  expect(callsSince()).toBe(1);
  expect(model.calls.at(-1)?.text).toBe('new');
  expect(summary.reused).toBe(2);
  const answers = (await listAnswers(run.id)).map(({ annotations }) => annotations[0]);
  expect(answers).toMatchObject([
    { text: expect.stringMatching(/^c, /) },
    { text: expect.stringMatching(/^new, /) },
    { text: expect.stringMatching(/^a, /) },
  ]);
});

test('what is used again waits neither for the rate of the model nor for a place at it', async () => {
  const { modelId, datasetId, callsSince } = await openWithResults(numbered(40));
  const limits = { requestsPerSecond: 0.01, concurrency: 1 };
  const changed = await hub.ask('PATCH', `/api/v1/models/${modelId}`, { limits });
  expect(changed.status).toBe(200);
  const { run } = await runToEnd(modelId, datasetId);
  expect(run.counts.succeeded).toBe(40);
  expect(callsSince()).toBe(0);
});

test('of two results the newest counts, also where an answer was decoded again', async () => {
  const { modelId, datasetId, first, callsSince } = await openWithResults(['hello']);
  const second = await runToEnd(modelId, datasetId, {});
  expect(callsSince()).toBe(1);
  const third = await runToEnd(modelId, datasetId);
  const [called] = await listItems(hub, second.run.id);
  expect((await listAnswers(third.run.id))[0]?.reusedFrom).toBe(called?.id);
  await decodeAgain(first);
  const fourth = await runToEnd(modelId, datasetId);
  const [decoded] = await listItems(hub, first);
  expect((await listAnswers(fourth.run.id))[0]?.reusedFrom).toBe(decoded?.id);
  expect(callsSince()).toBe(1);
});

test('what was used again can be decoded again from the answer that was given for it', async () => {
  const { modelId, datasetId, callsSince } = await openWithResults(['hello', 'you']);
  const { run } = await runToEnd(modelId, datasetId);
  const before = await listAnswers(run.id);
  expect(await decodeAgain(run.id)).toMatchObject({ total: 2, changed: 2, kept: [] });
  const after = await listAnswers(run.id);
  expect(after.map(({ annotations, reusedFrom }) => ({ annotations, reusedFrom }))).toEqual(
    before.map(({ annotations, reusedFrom }) => ({ annotations, reusedFrom })),
  );
  expect((await readSummary(hub, run.id)).reused).toBe(2);
  const { kept, counted } = await recountRun(hub, run.id);
  expect(kept).toEqual(counted);
  expect(callsSince()).toBe(0);
});

test('a result that was decoded again as another revision is not one of the first any more', async () => {
  const { modelId, datasetId, first, callsSince } = await openWithResults(['hello']);
  const url = `/api/v1/models/${modelId}/revisions`;
  const ontology = { classifications: [{ kind: 'free_text', name: 'Echo' }] };
  const { body } = await hub.ask<{ model: { revision: { id: string } } }>('POST', url, {
    ontology,
  });
  await decodeAgain(first, { revisionId: body.model.revision.id });
  await runToEnd(modelId, datasetId);
  expect(callsSince()).toBe(1);
});

test('a save that is broken off while results are used again leaves each of them stored once', async () => {
  const { modelId, datasetId, callsSince } = await openWithResults(numbered(600));
  const client = await hub.database.pool.connect();
  await client.query('begin');
  // Whoever saves waits here, with its items moved and its predictions written.
  await client.query('lock table prediction_classes in share mode');
  const runId = await startRun(hub, modelId, datasetId, reuse);
  await expect.poll(endOneSave).toBe(1);
  await client.query('rollback');
  client.release();
  const { counts } = await waitForEnd(hub, runId);
  expect(counts).toMatchObject({ total: 600, succeeded: 600, failed: 0 });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
  expect((await readSummary(hub, runId)).reused).toBe(600);
  expect(callsSince()).toBe(0);
}, 60_000);

/** Ends the connection of one who waits to write classes; how many were ended. */
async function endOneSave(): Promise<number> {
  const { rows } = await hub.database.pool.query<{ n: number }>(
    `select count(pg_terminate_backend(pid))::int as n from (
       select pid from pg_locks where relation = 'prediction_classes'::regclass and not granted
       limit 1
     ) as waiting`,
  );
  return rows[0]?.n ?? 0;
}

async function decodeAgain(runId: string, wanted: object = {}): Promise<RunAction> {
  const url = `/api/v1/runs/${runId}`;
  await hub.ask('POST', `${url}/decode-again`, wanted);
  const read = async () =>
    (await hub.ask<{ items: RunAction[] }>('GET', `${url}/actions`)).body.items[0];
  await expect.poll(async () => (await read())?.state).toBe('done');
  const action = await read();
  if (!action) throw new Error(`Run ${(await readRun(hub, runId)).name} has no action.`);
  return action;
}
