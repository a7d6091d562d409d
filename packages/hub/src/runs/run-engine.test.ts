import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { answerEcho, type ScriptedModel, startScriptedModel } from './testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  readRun,
  readSummary,
  registerEcho,
  startRun,
  waitForEnd,
} from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

async function startModel(script?: Parameters<typeof startScriptedModel>[0]) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  return model;
}

async function run(model: ScriptedModel, lines: readonly string[], changes: object = {}) {
  const modelId = await registerEcho(hub, model, changes);
  return { modelId, runId: await startRun(hub, modelId, await importTexts(hub, lines)) };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

test('every data row becomes an item with exactly one prediction', async () => {
  const model = await startModel();
  const { runId } = await run(model, numbered(1200));
  const ended = await waitForEnd(hub, runId);
  expect(ended).toMatchObject({ state: 'completed', counts: { total: 1200, succeeded: 1200 } });
  expect(new Set(model.calls.map((call) => call.text)).size).toBe(1200);
  expect(model.calls).toHaveLength(1200);
  const { rows } = await hub.database.pool.query<{ n: number; chunks: number }>(
    `select count(*)::int as n, (select count(*)::int from run_chunks where run_id = $1) as chunks
     from predictions where run_id = $1`,
    [runId],
  );
  expect(rows[0]).toEqual({ n: 1200, chunks: 16 });
  expect(await readSummary(hub, runId)).toMatchObject({
    annotations: 1200,
    classes: [{ class: 'echo', kind: 'free_text', count: 1200 }],
    failures: [],
  });
});

test('one bad item fails with its code and message, and the others succeed', async () => {
  const model = await startModel((call, response) => {
    if (call.text === 'text 3') response.end('<html>Please sign in</html>');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model, numbered(10));
  const { counts } = await waitForEnd(hub, runId);
  expect(counts).toMatchObject({ succeeded: 9, failed: 1, pending: 0 });
  const [failed] = await listItems(hub, runId, '&state=failed');
  expect(failed).toMatchObject({
    attempts: 1,
    problem: { code: 'MODEL_RESPONSE_NOT_JSON' },
    dataRow: { excerpt: 'text 3' },
  });
  const { failures } = await readSummary(hub, runId);
  expect(failures).toMatchObject([{ code: 'MODEL_RESPONSE_NOT_JSON', count: 1 }]);
  expect(failures[0]?.remedy).not.toBe('');
});

test('a failure that may pass is tried again, and each attempt is kept with its exchange', async () => {
  const model = await startModel((call, response) => {
    if (call.attempt < 3) response.writeHead(503).end('warming up');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model, ['patience']);
  expect((await waitForEnd(hub, runId)).counts.succeeded).toBe(1);
  const [item] = await listItems(hub, runId);
  const { attempts, exchanges } = await readItem(hub, item?.id ?? '');
  expect(attempts).toBe(3);
  expect(exchanges.map((exchange) => exchange.response?.status)).toEqual([503, 503, 200]);
  expect(exchanges.map((exchange) => exchange.problem?.code)).toEqual([
    'MODEL_OVERLOADED',
    'MODEL_OVERLOADED',
    undefined,
  ]);
  const keys = model.calls.map((call) => call.headers['idempotency-key']);
  expect(new Set(keys)).toEqual(new Set([item?.id]));
});

test('a failure that will not pass is not tried again', async () => {
  const model = await startModel((_call, response) => void response.writeHead(400).end('no'));
  const { runId } = await run(model, ['once']);
  expect((await waitForEnd(hub, runId)).counts.failed).toBe(1);
  expect(model.calls).toHaveLength(1);
});

test('a model that is always busy is called as often as its limits say, then the item fails', async () => {
  const model = await startModel((_call, response) => void response.writeHead(503).end());
  const { runId } = await run(model, ['busy'], { limits: { maximumAttempts: 2 } });
  await waitForEnd(hub, runId);
  expect(model.calls).toHaveLength(2);
  expect((await readSummary(hub, runId)).failures).toMatchObject([{ code: 'MODEL_OVERLOADED' }]);
});

test('an attempt ends at its deadline', async () => {
  const model = await startModel(() => {});
  const { runId } = await run(model, ['silence'], {
    limits: { timeoutMs: 200, maximumAttempts: 1 },
  });
  await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  const { problem, exchanges } = await readItem(hub, item?.id ?? '');
  expect(problem?.code).toBe('MODEL_TIMEOUT');
  expect(exchanges[0]?.latencyMs).toBeGreaterThan(190);
  expect(exchanges[0]?.latencyMs).toBeLessThan(2000);
});

test('no more calls are under way than the model takes, over all chunks', async () => {
  let held: (() => void)[] = [];
  const model = await startModel((call, response) => {
    held.push(() => answerEcho(response, call.text));
    if (held.length < 3) return;
    const release = held;
    held = [];
    setImmediate(() => release.forEach((answer) => void answer()));
  });
  const { runId } = await run(model, numbered(600), { limits: { concurrency: 3 } });
  await waitForEnd(hub, runId);
  expect(model.mostAtOnce()).toBe(3);
});

test('the requests per second of a model are kept', async () => {
  const model = await startModel();
  const { runId } = await run(model, numbered(12), { limits: { requestsPerSecond: 10 } });
  await waitForEnd(hub, runId);
  const times = model.calls.map((call) => call.atMs).toSorted((a, b) => a - b);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1000);
});

test('a changed limit holds for a run that is under way', async () => {
  const model = await startModel();
  const { modelId, runId } = await run(model, numbered(40), { limits: { requestsPerSecond: 2 } });
  await expect.poll(() => model.calls.length).toBeGreaterThan(1);
  await hub.ask('PATCH', `/api/v1/models/${modelId}`, { limits: { requestsPerSecond: null } });
  const before = performance.now();
  await waitForEnd(hub, runId);
  expect(performance.now() - before).toBeLessThan(5000);
});

test('the secret of the model is sent, and is neither in the exchange nor in the database', async () => {
  const secret = 'canary-3f9a1c';
  const model = await startModel((call, response) => {
    answerEcho(response, `you sent ${call.headers.authorization}`);
  });
  const { runId } = await run(model, ['who am I?'], { credentials: { bearer: { token: secret } } });
  await waitForEnd(hub, runId);
  expect(model.calls[0]?.headers.authorization).toBe(`Bearer ${secret}`);
  const [item] = await listItems(hub, runId);
  expect(JSON.stringify(await readItem(hub, item?.id ?? ''))).not.toContain(secret);
});

test('cancelling ends the run at once: what was saved stays, the rest is cancelled', async () => {
  const model = await startModel((call, response) => {
    if (call.text !== 'text 5') answerEcho(response, call.text);
  });
  const { runId } = await run(model, numbered(50), { limits: { concurrency: 1 } });
  await expect.poll(() => model.calls.length).toBe(6);
  await expect.poll(async () => (await readRun(hub, runId)).counts.succeeded).toBe(5);
  const { status, body } = await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: 'cancelled', counts: { total: 50, succeeded: 5 } });
  await expect
    .poll(async () => (await readRun(hub, runId)).counts)
    .toMatchObject({ total: 50, succeeded: 5, cancelled: 45, pending: 0 });
  expect(model.mostAtOnce()).toBe(1);
  const again = await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  expect(again.status).toBe(200);
});

test('a run that is over cannot be cancelled', async () => {
  const { runId } = await run(await startModel(), ['done']);
  await waitForEnd(hub, runId);
  const { status, body } = await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'RUN_STATE_CONFLICT' });
});

test('failed items of one code are tried again, and the numbers add up', async () => {
  let isMended = false;
  const model = await startModel((call, response) => {
    if (isMended) return answerEcho(response, call.text);
    if (call.text === 'text 1') return void response.writeHead(400).end();
    if (call.text === 'text 2') return void response.end('<html>');
    answerEcho(response, call.text);
  });
  const { runId } = await run(model, numbered(4));
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 2, failed: 2 });
  isMended = true;
  const code = 'MODEL_REQUEST_REJECTED';
  await hub.ask('POST', `/api/v1/runs/${runId}/retry`, { code });
  await expect.poll(async () => (await readRun(hub, runId)).counts.succeeded).toBe(3);
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 3, failed: 1 });
  expect((await readSummary(hub, runId)).failures).toMatchObject([
    { code: 'MODEL_RESPONSE_NOT_JSON', count: 1 },
  ]);
  await hub.ask('POST', `/api/v1/runs/${runId}/retry`, {});
  await expect.poll(async () => (await readRun(hub, runId)).counts.succeeded).toBe(4);
  const [item] = await listItems(hub, runId);
  expect(item?.attempts).toBe(1);
});

test('a text that the database cannot keep fails its own item only, as the fault of the model', async () => {
  const model = await startModel((call, response) => {
    if (call.text === 'text 2') answerEcho(response, 'a\u0000b');
    else if (call.text === 'text 3') response.end('words with \u0000 in them');
    else answerEcho(response, call.text);
  });
  const { runId } = await run(model, numbered(5));
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 3, failed: 2 });
  const codes = (await listItems(hub, runId, '&state=failed')).map((item) => item.problem?.code);
  expect(codes).toEqual(['MODEL_RESPONSE_NOT_JSON', 'MODEL_RESPONSE_INVALID']);
});

test('an empty dataset and unknown things are refused before a run begins', async () => {
  const modelId = await registerEcho(hub, await startModel());
  const empty = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Empty' });
  const refused = await hub.ask('POST', '/api/v1/runs', { modelId, datasetId: empty.body.id });
  expect(refused).toMatchObject({ status: 422, body: { code: 'INPUT_DATASET_EMPTY' } });
  expect(refused.body.message).toContain('"Empty"');
  const unknown = '01a1fdd7-0000-7000-8000-000000000000';
  const noModel = { modelId: unknown, datasetId: empty.body.id };
  expect(await hub.ask('POST', '/api/v1/runs', noModel)).toMatchObject({
    status: 404,
    body: { code: 'INPUT_NOT_FOUND' },
  });
});

test('a parameter that the contract cannot carry is refused at the start, not at every item', async () => {
  const model = await startModel();
  const modelId = await registerEcho(hub, model, {
    protocol: 'openai-chat',
    connection: { url: model.url, model: 'echo' },
    parametersSchema: { type: 'object', properties: { mood: { type: 'string' } } },
  });
  const datasetId = await importTexts(hub, ['one']);
  const start = (parameters: object) =>
    hub.ask('POST', '/api/v1/runs', { modelId, datasetId, parameters });
  expect(await start({ mood: 'grim' })).toMatchObject({
    status: 422,
    body: { code: 'INPUT_PARAMETERS_INVALID', message: expect.stringContaining('mood') },
  });
  expect((await start({})).status).toBe(201);
});

test('progress is pushed until the run has ended, and every moment adds up', async () => {
  const { runId } = await run(await startModel(), numbered(300));
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  const url = `/api/v1/runs/${runId}/events`;
  const stream = await hub.app.inject({ method: 'GET', url, headers });
  expect(stream.headers['content-type']).toContain('text/event-stream');
  const events = stream.body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as { state: string; counts: { [n: string]: number } });
  expect(events.at(-1)).toMatchObject({ state: 'completed', counts: { succeeded: 300 } });
  for (const { counts } of events) {
    const {
      total = 0,
      pending = 0,
      succeeded = 0,
      failed = 0,
      cancelled = 0,
      ignored = 0,
    } = counts;
    expect(pending + succeeded + failed + cancelled + ignored).toBe(total);
  }
});

test('an export has one line for each prediction, with where it comes from', async () => {
  const { runId } = await run(await startModel(), numbered(3));
  await waitForEnd(hub, runId);
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  const answer = await hub.app.inject({
    method: 'GET',
    url: `/api/v1/runs/${runId}/export?format=jsonl`,
    headers,
  });
  const lines = answer.body.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    run: { id: runId },
    annotations: [{ kind: 'free_text', class: 'echo', text: 'text 0' }],
  });
});
