import type { ModelView, RevisedModel, RevisionView } from '@patchbay/core/api/model-routes.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { answerEcho, startScriptedModel } from '../runs/testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  registerEcho,
  startRun,
  waitForEnd,
} from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const loud = { classifications: [{ kind: 'free_text', name: 'loud' }] };
const revise = (id: string, changes: object) =>
  hub.ask<RevisedModel>('POST', `/api/v1/models/${id}/revisions`, changes);

async function startModel(script?: Parameters<typeof startScriptedModel>[0]) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  return model;
}

test('a revision changes what is given and keeps the rest, and the one before stays', async () => {
  const id = await registerEcho(hub, await startModel());
  const first = (await hub.ask<ModelView>('GET', `/api/v1/models/${id}`)).body;
  const { status, body } = await revise(id, { ontology: loud });
  expect(status).toBe(200);
  expect(body).toMatchObject({ revised: true, model: { revision: { number: 2 } } });
  expect(body.model.revision.connection).toEqual(first.revision.connection);
  expect(body.model.revision.ontology.classifications[0]).toMatchObject({ name: 'loud' });
  const list = await hub.ask<{ items: RevisionView[]; nextCursor: string | null }>(
    'GET',
    `/api/v1/models/${id}/revisions?limit=1`,
  );
  expect(list.body.items).toEqual([body.model.revision]);
  const rest = await hub.ask<{ items: RevisionView[] }>(
    'GET',
    `/api/v1/models/${id}/revisions?cursor=${list.body.nextCursor}`,
  );
  expect(rest.body.items).toEqual([first.revision]);
  const { rows } = await hub.database.pool.query(
    'select action, details from audit_entries where subject_id = $1 order by id desc limit 1',
    [id],
  );
  expect(rows[0]).toEqual({
    action: 'model:revised',
    details: { name: body.model.name, revision: 2 },
  });
});

test('a revision that says what the one before said is none', async () => {
  const model = await startModel();
  const id = await registerEcho(hub, model);
  const answer = await revise(id, { connection: { url: model.url }, dataRowTypes: ['text'] });
  expect(answer.body).toMatchObject({ revised: false, model: { revision: { number: 1 } } });
});

test('of two who revise at once, the second changes what the first made', async () => {
  const id = await registerEcho(hub, await startModel());
  const parametersSchema = { type: 'object', properties: { threshold: { type: 'number' } } };
  await Promise.all([revise(id, { ontology: loud }), revise(id, { parametersSchema })]);
  const { revision } = (await hub.ask<ModelView>('GET', `/api/v1/models/${id}`)).body;
  expect(revision).toMatchObject({
    number: 3,
    parametersSchema,
    ontology: { classifications: [{ name: 'loud' }] },
  });
});

test.each([
  ['a blocked address', { connection: { url: 'http://169.254.169.254/' } }, 'URL_BLOCKED'],
  ['a type that is not spoken', { dataRowTypes: ['smell'] }, 'INPUT_INVALID'],
  ['classes from a contract that has none', { discoverClasses: true }, 'INPUT_INVALID'],
  ['a field that there is not', { limits: { concurrency: 2 } }, 'INPUT_INVALID'],
])('%s is refused, and makes no revision', async (_what, changes, code) => {
  const id = await registerEcho(hub, await startModel());
  expect((await revise(id, changes)).body).toMatchObject({ code });
  const { revision } = (await hub.ask<ModelView>('GET', `/api/v1/models/${id}`)).body;
  expect(revision.number).toBe(1);
});

test('a manifest revises a model, and its limits hold at once', async () => {
  const model = await startModel();
  const id = await registerEcho(hub, model);
  const at = `/api/v1/models/${id}/revisions/manifest`;
  const manifest = `name: Another name\ninference_endpoint: ${model.url}2\nrequests_per_second: 7\nontology:\n  media_type: TEXT\n  classifications:\n    - instructions: echo\n      name: echo\n      type: text\n`;
  const { body } = await hub.ask<RevisedModel>('POST', at, { manifest });
  expect(body).toMatchObject({
    revised: true,
    model: {
      limits: { requestsPerSecond: 7 },
      revision: { number: 2, connection: { url: `${model.url}2` } },
    },
  });
  expect(body.model.name).toMatch(/^Echo /);
});

const token = (token: string) => ({ bearer: { token } });

test('stored credentials do not follow a revision to another address: they are given again, or there are none', async () => {
  const [here, elsewhere] = [await startModel(), await startModel()];
  const credentials = token('meant for here alone');
  const id = await registerEcho(hub, here, { credentials });
  const connection = { url: elsewhere.url };
  const refused = await revise(id, { connection });
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    code: 'INPUT_CREDENTIALS_NEEDED',
    message: expect.stringContaining(
      `entered for ${new URL(here.url).origin} and do not follow to`,
    ),
    details: { path: '/credentials', origins: [new URL(elsewhere.url).origin] },
  });
  expect(await revise(id, { connection: { url: `${here.url}/elsewhere` } })).toMatchObject({
    status: 200,
    body: { model: { credentials: { kinds: ['bearer'] } } },
  });
  const without = await revise(id, { connection, credentials: {} });
  expect(without.body).toMatchObject({ revised: true, model: { credentials: { kinds: [] } } });
  expect(await revise(id, { connection: { url: here.url } })).toMatchObject({ status: 200 });
  const again = await revise(id, {
    connection,
    credentials: { basic: { username: 'ana', password: 'x' } },
  });
  expect(again.body.model.credentials).toMatchObject({ kinds: ['basic'], username: 'ana' });
  expect(elsewhere.calls).toEqual([]);
});

test('no call that is asked for with a revision takes stored credentials elsewhere either', async () => {
  const listClasses: Parameters<typeof startScriptedModel>[0] = (_call, response) =>
    void response.setHeader('content-type', 'application/json').end('{"classes":[]}');
  const [here, elsewhere] = [await startModel(listClasses), await startModel(listClasses)];
  const { body } = await hub.ask<RevisedModel>('POST', '/api/v1/models', {
    name: 'With classes',
    protocol: 'v7',
    connection: { url: here.url },
    credentials: token('meant for here alone'),
  });
  const { id } = body.model;
  const connection = { url: here.url, classesUrl: `${elsewhere.url}/classes` };
  const refused = await revise(id, { connection, discoverClasses: true });
  expect(refused.body).toMatchObject({ code: 'INPUT_CREDENTIALS_NEEDED' });
  expect(elsewhere.calls).toEqual([]);
  await revise(id, { connection, discoverClasses: true, credentials: token('for both') });
  expect(elsewhere.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer for both']);
});

test('a manifest takes stored credentials nowhere else, unless it comes with some', async () => {
  const [here, elsewhere] = [await startModel(), await startModel()];
  const id = await registerEcho(hub, here, { credentials: token('meant for here alone') });
  const at = `/api/v1/models/${id}/revisions/manifest`;
  const manifest = `name: Echo\ninference_endpoint: ${elsewhere.url}\nrequests_per_second: 7\nontology:\n  media_type: TEXT\n  classifications:\n    - instructions: echo\n      name: echo\n      type: text\n`;
  const refused = await hub.ask('POST', at, { manifest });
  expect(refused.body).toMatchObject({ code: 'INPUT_CREDENTIALS_NEEDED' });
  const given = await hub.ask('POST', at, { manifest, credentials: token('for elsewhere') });
  expect(given.body).toMatchObject({ revised: true });
  const written = await hub.ask('POST', at, {
    manifest: `${manifest.replace(elsewhere.url, here.url)}secrets: in the manifest\n`,
  });
  expect(written.body).toMatchObject({
    revised: true,
    model: { credentials: { kinds: ['bearer'] } },
  });
});

test('credentials that come with a revision hold at once, also where nothing else is otherwise', async () => {
  const id = await registerEcho(hub, await startModel(), { credentials: token('one') });
  const before = (await hub.ask<ModelView>('GET', `/api/v1/models/${id}`)).body;
  const { body } = await revise(id, { credentials: token('two') });
  expect(body.revised).toBe(false);
  expect(body.model.credentials.fingerprint).not.toBe(before.credentials.fingerprint);
});

test('a model that is revised in the middle of a run changes nothing in it, but its limits and secrets hold at once (fault E16)', async () => {
  const held: (() => void)[] = [];
  let isOpen = false;
  const model = await startModel((call, response) => {
    if (isOpen) answerEcho(response, call.text);
    else held.push(() => answerEcho(response, call.text));
  });
  const elsewhere = await startModel();
  const modelId = await registerEcho(hub, model, {
    limits: { concurrency: 1 },
    credentials: { bearer: { token: 'the old secret' } },
  });
  const lines = Array.from({ length: 60 }, (_, index) => `text ${index}`);
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));
  await expect.poll(() => held.length).toBe(1);
  const { revision } = (await hub.ask<ModelView>('GET', `/api/v1/models/${modelId}`)).body;
  await revise(modelId, {
    connection: { url: elsewhere.url },
    ontology: loud,
    credentials: { bearer: { token: 'the old secret' } },
  });
  await hub.ask('PATCH', `/api/v1/models/${modelId}`, {
    credentials: { bearer: { token: 'the new secret' } },
    limits: { concurrency: 2 },
  });
  await expect
    .poll(
      () => {
        held.shift()?.();
        return model.calls.at(-1)?.headers.authorization;
      },
      { timeout: 5000, interval: 100 },
    )
    .toBe('Bearer the new secret');
  isOpen = true;
  for (const answer of held) answer();

  const { model: ran } = await waitForEnd(hub, runId);
  expect(ran).toMatchObject({ revisionId: revision.id, revision: 1 });
  expect(elsewhere.calls).toEqual([]);
  expect(model.calls).toHaveLength(60);
  for (const { id } of await listItems(hub, runId)) {
    const { prediction } = await readItem(hub, id);
    expect(prediction).toMatchObject({ revisionId: revision.id, annotations: [{ class: 'echo' }] });
  }
});
