import { startHttpServer, type TestServer } from '@patchbay/connect/testing/test-server.ts';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createAuditLog } from '../access/audit.ts';
import { createStranger } from '../access/testing/stranger.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createEgressStore } from './egress-store.ts';
import { createOrganisationCallers } from './organisation-callers.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['10.9.8.7:80', '10.9.2055:80'] });
});
afterAll(() => hub.end());

interface Rule {
  id: string;
  entry: string;
}

async function allow(entry: string, note = ''): Promise<Rule> {
  const answer = await hub.ask<Rule>('POST', '/api/v1/egress-rules', { entry, note });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

async function forbid({ id }: Rule): Promise<void> {
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  const url = `/api/v1/egress-rules/${id}`;
  expect((await hub.app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(204);
}

/** Registers a model that is asked for its classes at once: how that went. */
async function register(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const name = `model ${crypto.randomUUID()}`;
  return hub.ask('POST', '/api/v1/models', { name, protocol: 'v7', connection: { url } });
}

function startModel(): Promise<TestServer> {
  return startHttpServer((_, response) => response.end('[]'));
}

test('what is allowed is listed, with what the environment allows before it', async () => {
  const rule = await allow('GPU.lan:8080', 'the rack in the cellar');
  const { body } = await hub.ask('GET', '/api/v1/egress-rules');
  const unset = { id: null, note: '', createdBy: null, createdAt: null };
  expect(body.items).toEqual([
    { ...unset, source: 'environment', entry: '10.9.8.7:80' },
    {
      id: rule.id,
      source: 'settings',
      entry: 'gpu.lan:8080',
      note: 'the rack in the cellar',
      createdBy: 'test',
      createdAt: expect.any(String),
    },
  ]);
  await forbid(rule);
});

test('to allow and to forbid is audited', async () => {
  const rule = await allow('10.1.2.3/16:9000');
  await forbid(rule);
  const { rows } = await hub.database.pool.query(
    'select action, actor_name, address, details from audit_entries where subject_id = $1 order by id',
    [rule.id],
  );
  const by = { actor_name: 'test', address: '127.0.0.1' };
  const entry = '10.1.0.0/16:9000';
  expect(rows).toEqual([
    { action: 'egress-rule:allowed', ...by, details: { entry, note: '' } },
    { action: 'egress-rule:forbidden', ...by, details: { entry } },
  ]);
});

test.each([
  ['gpu lan', 'INPUT_INVALID', /cannot be read.*Write it like/],
  ['http://gpu.lan:8080/infer', 'INPUT_INVALID', /the entry is gpu\.lan:8080/],
  ['169.254.169.254', 'INPUT_INVALID', /can never be allowed.*no setting opens/],
  ['169.254.0.0/16:80', 'INPUT_INVALID', /can never be allowed/],
  ['metadata.google.internal', 'INPUT_INVALID', /can never be allowed/],
  ['224.0.0.0/4', 'INPUT_INVALID', /can never be allowed/],
])('an entry that cannot be, or never helps, is refused: %s', async (entry, code, message) => {
  const { status, body } = await hub.ask('POST', '/api/v1/egress-rules', { entry });
  expect([status, body.code]).toEqual([400, code]);
  expect(body.message).toMatch(message);
});

test('the same is allowed once, however it is spelled', async () => {
  const rule = await allow('127.0.0.2:80');
  const again = await hub.ask('POST', '/api/v1/egress-rules', { entry: '127.2:80' });
  expect(again).toMatchObject({ status: 409, body: { code: 'INPUT_NAME_TAKEN' } });
  await forbid(rule);
});

test('everything in the private network may be allowed, and what is never called stays so', async () => {
  const rule = await allow('0.0.0.0/0');
  const server = await startModel();
  expect((await register(server.url)).body).toMatchObject({
    model: { discovery: { state: 'discovered' } },
  });
  const hubItself = await startModel();
  hub.listenAt(hubItself.url);
  for (const host of ['169.254.169.254', '0.0.0.0', '224.0.0.1', new URL(hubItself.url).host]) {
    expect((await register(`http://${host}/`)).body.code).toBe('URL_BLOCKED');
  }
  expect(hubItself.sockets).toHaveLength(0);
  await forbid(rule);
});

test('a permission holds at once, and is over at once for connections that were kept', async () => {
  const server = await startModel();
  const refused = await register(server.url);
  expect(refused).toMatchObject({ status: 422, body: { code: 'URL_BLOCKED' } });
  const rule = await allow(new URL(server.url).host);
  const { body } = await register(server.url);
  expect(body).toMatchObject({ model: { discovery: { state: 'discovered' } } });
  const { id } = body.model as { id: string };
  await forbid(rule);
  await vi.waitFor(() => expect(server.sockets.every((socket) => socket.destroyed)).toBe(true));
  const dialled = server.sockets.length;
  const check = await hub.ask('POST', `/api/v1/models/${id}/check`, { depth: 'quick' });
  expect(JSON.stringify(check.body)).toContain('URL_BLOCKED');
  expect(server.sockets).toHaveLength(dialled);
});

test('what one organisation allows is no other’s, and cannot be taken back by another', async () => {
  const server = await startModel();
  const rule = await allow(new URL(server.url).host);
  const key = await createStranger(hub.database);
  const headers = { authorization: `Bearer ${key}` };
  const model = { name: 'theirs', protocol: 'v7', connection: { url: server.url } };
  const inject = hub.app.inject.bind(hub.app);
  const registered = await inject({
    method: 'POST',
    url: '/api/v1/models',
    headers,
    payload: model,
  });
  expect(registered.json()).toMatchObject({ code: 'URL_BLOCKED' });
  const listed = await inject({ url: '/api/v1/egress-rules', headers });
  expect(listed.json().items).toMatchObject([{ source: 'environment' }]);
  const url = `/api/v1/egress-rules/${rule.id}`;
  expect((await inject({ method: 'DELETE', url, headers })).statusCode).toBe(404);
  expect(server.sockets).toHaveLength(0);
  await forbid(rule);
});

/** The ways out of another process on the database of the hub. */
async function openOtherProcess() {
  const store = createEgressStore(hub.database, createAuditLog());
  const onError = vi.fn();
  const callers = createOrganisationCallers({ store, allow: [], onError });
  onTestFinished(() => callers.close());
  callers.start();
  return callers.of(hub.organisationId);
}

test('every other process goes by a change within seconds, also over connections that it keeps', async () => {
  const server = await startModel();
  const request = { method: 'GET' as const, url: server.url };
  const caller = await openOtherProcess();
  const call = () => caller.call({ request, credentials: {}, timeoutMs: 2000 });
  expect((await call()).outcome).toMatchObject({ problem: { code: 'URL_BLOCKED' } });
  const rule = await allow(new URL(server.url).host);
  await expect.poll(async () => (await call()).outcome.ok, { timeout: 4000 }).toBe(true);
  await forbid(rule);
  await expect.poll(async () => (await call()).outcome.ok, { timeout: 4000 }).toBe(false);
  await vi.waitFor(() => expect(server.sockets.every((socket) => socket.destroyed)).toBe(true));
});
