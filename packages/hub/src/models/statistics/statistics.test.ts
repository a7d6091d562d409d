import type { ModelCard, ModelStatistics } from '@patchbay/core/api/model-statistics-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startScriptedModel } from '../../runs/testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from '../../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { createUsageMeter } from './usage-meter.ts';
import { createUsageStore } from './usage-store.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const read = async (id: string, query = '') =>
  (await hub.ask<ModelStatistics>('GET', `/api/v1/models/${id}/statistics?${query}`)).body;
const list = async (query = '') =>
  (await hub.ask<Page<ModelCard>>('GET', `/api/v1/models/catalogue?${query}`)).body;

async function startModel(script?: Parameters<typeof startScriptedModel>[0]) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  return model;
}

const refuse: Parameters<typeof startScriptedModel>[0] = (_call, response) =>
  void response.writeHead(400, { 'content-type': 'text/plain' }).end('never');

test('a model that nobody has called yet says so, and has no figures', async () => {
  const id = await registerEcho(hub, await startModel());
  const { health, total, buckets } = await read(id);
  expect(health).toMatchObject({ state: 'uncalled', answeredShare: null, answeredAt: null });
  expect(total).toMatchObject({ calls: 0, failures: 0, medianMs: null, p95Ms: null });
  expect(buckets).toHaveLength(24);
  expect((await read(id, 'range=week')).buckets).toHaveLength(28);
  expect((await read(id, 'range=month&timeZone=Asia/Kolkata')).buckets).toHaveLength(30);
});

test('one whose endpoint never answered when it was registered is unverified', async () => {
  const { body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: 'Away',
    protocol: 'v7',
    connection: { url: 'http://127.0.0.1:9' },
  });
  expect((await read(body.model.id)).health.state).toBe('unverified');
});

test('the calls of a run are counted once each, with their latency, in the hour of now', async () => {
  const model = await startModel();
  const id = await registerEcho(hub, model);
  await waitForEnd(hub, await startRun(hub, id, await importTexts(hub, ['a', 'b', 'c', 'd'])));
  const { health, total, buckets } = await read(id);
  expect(model.calls).toHaveLength(4);
  expect(total).toMatchObject({ calls: 4, failures: 0, promptTokens: 0 });
  expect(total.modelMs).toBeGreaterThan(0);
  expect(total.medianMs).toBeGreaterThan(0);
  expect(total.p95Ms).toBeGreaterThanOrEqual(total.medianMs ?? 0);
  expect(buckets.at(-1)).toMatchObject({ calls: 4 });
  expect(health).toMatchObject({ state: 'healthy', answeredShare: 1, failureCode: null });
  expect(Date.parse(health.answeredAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
});

test('a model whose calls fail is failing, with the error, until it answers again', async () => {
  let script = refuse;
  const model = await startModel((call, response) => script(call, response));
  const id = await registerEcho(hub, model);
  await waitForEnd(hub, await startRun(hub, id, await importTexts(hub, ['a', 'b', 'c', 'd'])));
  const failing = await read(id);
  expect(failing.total).toMatchObject({ calls: 4, failures: 4 });
  expect(failing.health).toMatchObject({
    state: 'failing',
    answeredShare: 0,
    answeredAt: null,
    failureCode: 'MODEL_REQUEST_REJECTED',
  });
  script = (call, response) =>
    void response.setHeader('content-type', 'application/json').end(`{"echo":"${call.text}"}`);
  const many = Array.from({ length: 100 }, (_, index) => `text ${index}`);
  await waitForEnd(hub, await startRun(hub, id, await importTexts(hub, many)));
  expect((await read(id)).health).toMatchObject({ state: 'healthy' });
});

test('tokens that answers tell of are added up, and calls outside of runs are counted', async () => {
  const model = await startModel((_call, response) => {
    const message = { role: 'assistant', content: 'words' };
    const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
    const body = { choices: [{ index: 0, message, finish_reason: 'stop' }], usage };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  const { body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: 'Words',
    protocol: 'openai-chat',
    connection: { url: model.url.replace('/predict', ''), model: 'words' },
    dataRowTypes: ['text'],
    ontology: { classifications: [{ kind: 'free_text', name: 'echo' }] },
  });
  const { id } = body.model;
  await waitForEnd(hub, await startRun(hub, id, await importTexts(hub, ['a', 'b'])));
  const { total } = await read(id);
  expect(total).toMatchObject({ calls: 2, promptTokens: 22, completionTokens: 14 });
  const asked = model.calls.length;
  await hub.ask('POST', `/api/v1/models/${id}/check`, { depth: 'quick' });
  expect((await read(id)).total.calls).toBe(2 + model.calls.length - asked);
});

test('an hour that the database refuses is told once, and the others are counted', async () => {
  const model = await startModel();
  const [bad, good] = [await registerEcho(hub, model), await registerEcho(hub, model)];
  const errors: unknown[] = [];
  const store = createUsageStore(hub.database);
  const meter = createUsageMeter({ store, onError: (error) => errors.push(error) });
  const { organisationId } = hub;
  const call = { latencyMs: 1, isAnswered: true, failureCode: null };
  const usage = { promptTokens: 1e300, completionTokens: 0, totalTokens: null };
  meter.of({ organisationId, modelId: bad }).add({ ...call, usage });
  meter.of({ organisationId, modelId: good }).add({ ...call, usage: null });
  await meter.flush();
  await meter.flush();
  expect(errors).toHaveLength(1);
  expect((await read(good)).total.calls).toBe(1);
});

test('the catalogue shows each model with its health, its last run and its calls, by what is asked for', async () => {
  const marks = crypto.randomUUID();
  const register = async (name: string, changes: object = {}) =>
    registerEcho(hub, await startModel(), { name: `${name} ${marks}`, ...changes });
  const [beech, alder] = [
    await register('beech'),
    await register('Alder', { description: 'Marks WORDS.' }),
  ];
  const runId = await startRun(hub, alder, await importTexts(hub, ['a']));
  await waitForEnd(hub, runId);
  await hub.ask('PATCH', `/api/v1/models/${beech}`, { enabled: false });

  const ids = async (query: string) =>
    (await list(`text=${marks}&${query}`)).items.map((card) => card.id);
  expect(await ids('')).toEqual([alder, beech]);
  expect(await ids('sort=newest')).toEqual([alder, beech]);
  expect(await ids('sort=last-run')).toEqual([alder, beech]);
  expect(await ids('enabled=false')).toEqual([beech]);
  expect(await ids('health=healthy')).toEqual([alder]);
  expect(await ids('health=uncalled')).toEqual([beech]);
  expect(await ids('protocol=v7')).toEqual([]);
  expect(await ids('dataRowType=image')).toEqual([]);
  const { items } = await list(`text=${marks}`);
  expect(items[0]).toMatchObject({
    protocol: 'foundry',
    classCount: 1,
    callsLastDay: 1,
    lastRun: { id: runId, state: 'completed' },
    health: { state: 'healthy' },
  });
  expect(items[1]).toMatchObject({ enabled: false, lastRun: null, callsLastDay: 0 });
  expect((await list('text=marks%20words')).items.map((card) => card.id)).toContain(alder);

  for (const sort of ['name', 'newest', 'last-run']) {
    const first = await list(`text=${marks}&sort=${sort}&limit=1`);
    const next = await list(`text=${marks}&sort=${sort}&limit=1&cursor=${first.nextCursor}`);
    expect([first, next].map((page) => page.items[0]?.id)).toEqual([alder, beech]);
    expect(next.nextCursor).toBeNull();
  }
});

test('a cursor that no page gave is refused', async () => {
  for (const cursor of ['x', Buffer.from('["a"]').toString('base64url')]) {
    const answer = await hub.ask('GET', `/api/v1/models/catalogue?cursor=${cursor}`);
    expect(answer.body).toMatchObject({ code: 'INPUT_INVALID' });
  }
});
