import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { selfSignedCertificate } from '@patchbay/connect/testing/self-signed-certificate.ts';
import { testCertificates } from '@patchbay/connect/testing/test-certificates.ts';
import type { ModelView, RevisedModel } from '@patchbay/core/api/model-routes.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

/** A model server of the kind that names its classes; it wants a token. */
let server: Server;
let url: string;
const asked: string[] = [];
let classes: unknown = [{ name: 'parcel', type: 'bounding_box' }];
/** What is answered to a prediction. */
let inferred: unknown = [];

let hub: TestHub;
/** The endpoint answers when this is over. */
let held: Promise<unknown> = Promise.resolve();
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.setHeader('content-type', 'application/json');
    if (request.headers.authorization !== 'Bearer s3cret') response.statusCode = 401;
    const answer = request.url === '/infer' ? inferred : classes;
    const body = JSON.stringify(response.statusCode === 401 ? { message: 'who?' } : answer);
    void held.then(() => response.end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(async () => {
  await hub.end();
  server.close();
});
beforeEach(async () => {
  asked.length = 0;
  classes = [{ name: 'parcel', type: 'bounding_box' }];
  await hub.database.pool.query('truncate models cascade');
});

const ontology = { tools: [{ kind: 'bounding_box', name: 'parcel' }], classifications: [] };
const credentials = { bearer: { token: 's3cret' } };

async function register(changes: object = {}) {
  const model = { name: 'Parcels', protocol: 'v7', connection: { url }, credentials, ...changes };
  return hub.ask<{ model: ModelView; warnings: object[]; message: string }>(
    'POST',
    '/api/v1/models',
    model,
  );
}

describe('registering', () => {
  test('classes are asked from the endpoint with the credentials where none are given', async () => {
    const { status, body } = await register();
    expect(status).toBe(201);
    expect(body.model).toMatchObject({
      name: 'Parcels',
      enabled: true,
      limits: { requestsPerSecond: null, concurrency: 8, timeoutMs: 30_000 },
      credentials: { kinds: ['bearer'] },
      revision: { number: 1, protocol: 'v7', dataRowTypes: ['image', 'video'], ontology },
      discovery: { state: 'discovered' },
    });
    expect(asked).toEqual(['GET /classes Bearer s3cret']);
    expect((await hub.ask('GET', `/api/v1/models/${body.model.id}`)).body).toEqual(body.model);
  });

  test('classes that are given are not asked for', async () => {
    const { body } = await register({ ontology });
    expect(body.model.discovery).toEqual({ state: 'declared' });
    expect(asked).toEqual([]);
  });

  test('a model that was not seen to answer is marked so until a check passes', async () => {
    const { id, discovery } = (await register({ ontology, unverified: true })).body.model;
    expect(discovery).toEqual({ state: 'unverified' });
    const at = `/api/v1/models/${id}`;
    const stateNow = async () => (await hub.ask<ModelView>('GET', at)).body.discovery.state;
    const { body } = await hub.ask<CheckReport>('POST', `${at}/check`);
    expect([body.passed, await stateNow()]).toEqual([false, 'unverified']);
    inferred = { status: 'succeeded', results: [] };
    expect((await hub.ask<CheckReport>('POST', `${at}/check`)).body.passed).toBe(true);
    expect(await stateNow()).toBe('declared');
  });

  test('classes that were given are discovered where the endpoint says the same when it is asked', async () => {
    const { id } = (await register({ ontology })).body.model;
    const at = `/api/v1/models/${id}`;
    const asking = { discoverClasses: true };
    const { body } = await hub.ask<RevisedModel>('POST', `${at}/revisions`, asking);
    expect(body).toMatchObject({ revised: false, model: { discovery: { state: 'discovered' } } });
    expect((await hub.ask('GET', at)).body).toEqual(body.model);
  });

  test('an endpoint that refuses or is not there is registered, with the reason', async () => {
    const refused = await register({ credentials: {} });
    expect(refused).toMatchObject({
      status: 201,
      body: {
        model: { discovery: { state: 'unverified', problem: { code: 'MODEL_UNAUTHORIZED' } } },
      },
    });
    const gone = await register({ name: 'Gone', connection: { url: 'http://127.0.0.1:9' } });
    expect(gone.body.model.discovery.problem?.code).toBe('MODEL_UNREACHABLE');
  });

  test('credentials are sealed, never shown and bound to their row', async () => {
    const { body } = await register();
    const { rows } = await hub.database.pool.query('select * from models');
    expect(rows[0].sealed_credentials).toMatch(/^v1\./);
    expect(JSON.stringify([rows, body])).not.toContain('s3cret');
    const { rows: audited } = await hub.database.pool.query('select * from audit_entries');
    expect(JSON.stringify(audited)).not.toContain('s3cret');
  });

  test('an authority of its own is trusted for a model, and for no other (fault N18)', async () => {
    const { key } = selfSignedCertificate;
    const secure = createSecureServer({ key, cert: testCertificates.good }, (_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(classes));
    });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void secure.close());
    const address = secure.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const connection = { url: `https://127.0.0.1:${port}` };
    const { authority } = testCertificates;
    const trusted = await register({ connection, credentials: { authority } });
    expect(trusted.body.model).toMatchObject({
      credentials: { kinds: [], hasAuthority: true },
      discovery: { state: 'discovered' },
    });
    const other = await register({ name: 'Other', connection, credentials: {} });
    expect(other.body.model.discovery.problem?.code).toBe('MODEL_TLS_FAILED');
    const broken = authority.replace('MIIBijCCAS', 'MIIBijCCAA');
    const refused = await register({
      name: 'Broken',
      connection,
      credentials: { authority: broken },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain('credentials.authority: certificate cannot be read');
  });

  test.each([
    ['an unknown protocol', { protocol: 'soap' }, 422, 'INPUT_PROTOCOL_UNKNOWN', /foundry, v7/],
    [
      'an address that is none',
      { connection: { url: 'localhost' } },
      400,
      'INPUT_INVALID',
      /connection\.url/,
    ],
    [
      'a secret in the address',
      { connection: { url: 'http://a:b@127.0.0.1' } },
      400,
      'INPUT_INVALID',
      /credentials/,
    ],
    [
      'an address that is not allowed',
      { connection: { url: 'http://10.0.0.1' } },
      422,
      'URL_BLOCKED',
      /PATCHBAY_EGRESS_ALLOW/,
    ],
    [
      'a metadata address',
      { connection: { url: 'http://169.254.169.254' } },
      422,
      'URL_BLOCKED',
      /never called/,
    ],
    [
      'a type that the protocol cannot send',
      { dataRowTypes: ['text'] },
      400,
      'INPUT_INVALID',
      /dataRowTypes\[0\].*image/,
    ],
    [
      'a kind that the protocol cannot answer',
      { ontology: { tools: [{ kind: 'entity', name: 'x' }] } },
      400,
      'INPUT_INVALID',
      /"x" is of the kind entity/,
    ],
    [
      'a class that stands twice',
      { ontology: { tools: [...ontology.tools, ...ontology.tools] } },
      400,
      'INPUT_INVALID',
      /stands twice/,
    ],
    [
      'a schema that is none',
      { parametersSchema: { type: 'objekt' } },
      400,
      'INPUT_INVALID',
      /parametersSchema/,
    ],
    [
      'a header that belongs to HTTP',
      { credentials: { header: { name: 'Host', value: 'x' } } },
      400,
      'INPUT_INVALID',
      /credentials\.header\.name/,
    ],
  ])('%s is refused with what was wanted', async (_what, changes, status, code, message) => {
    expect(await register({ ontology, ...changes })).toMatchObject({
      status,
      body: { code, message: expect.stringMatching(message) },
    });
  });

  test('a name is taken until its model is removed', async () => {
    const { body } = await register({ ontology });
    expect(await register({ ontology })).toMatchObject({
      status: 409,
      body: { code: 'INPUT_NAME_TAKEN', message: 'There is already a model "Parcels".' },
    });
    await hub.app.inject({
      method: 'DELETE',
      url: `/api/v1/models/${body.model.id}`,
      headers: { authorization: `Bearer ${hub.apiKey}` },
    });
    expect((await register({ ontology })).status).toBe(201);
  });

  test('of two that register one name at once, one gets it', async () => {
    const answers = await Promise.all([register({ ontology }), register({ ontology })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  test('a manifest registers a model, under another name where one is given', async () => {
    const manifest = `name: From a file\ninference_endpoint: ${url}/predict\nrequests_per_second: 0.1\n`;
    const answer = await hub.ask('POST', '/api/v1/models/manifest', { manifest, name: 'Mine' });
    expect(answer).toMatchObject({
      status: 201,
      body: { model: { name: 'Mine', limits: { requestsPerSecond: 0.1 } } },
    });
    const broken = await hub.ask('POST', '/api/v1/models/manifest', { manifest: 'name: [' });
    expect(broken).toMatchObject({ status: 422, body: { code: 'MANIFEST_INVALID' } });
  });

  test.each([
    'packages/protocols/src/foundry/fixtures/model-corrected.yaml',
    'examples/manifests/text-tagger/model.yaml',
  ])('the manifest %s registers, though its parameters name no type', async (path) => {
    const file = new URL(`../../../../${path}`, import.meta.url);
    const manifest = await readFile(file, 'utf8');
    const answer = await hub.ask('POST', '/api/v1/models/manifest', { manifest });
    expect(answer).toMatchObject({
      status: 201,
      body: { model: { revision: { parametersSchema: { type: 'object' } } } },
    });
  });
});

test.each([
  ['foundry', {}, 60_000],
  ['openai-chat', { model: 'm' }, 120_000],
] as const)(
  'a model of %s waits as long as its contract has it, unless told otherwise (ambiguity 34)',
  async (protocol, more, timeoutMs) => {
    const connection = { url: 'http://127.0.0.1:9/x', ...more };
    const given = {
      protocol,
      connection,
      ontology: { classifications: [{ kind: 'free_text', name: 'a' }] },
    };
    const { body } = await register({ name: `Waits ${protocol}`, ...given });
    expect(body.model.limits.timeoutMs).toBe(timeoutMs);
    const told = { name: `Told ${protocol}`, ...given, limits: { timeoutMs: 5000 } };
    expect((await register(told)).body.model.limits.timeoutMs).toBe(5000);
  },
);

describe('after registering', () => {
  test('limits change one by one, credentials whole, and each change is audited', async () => {
    const { body } = await register({ ontology, limits: { timeoutMs: 5000, maximumAttempts: 2 } });
    const at = `/api/v1/models/${body.model.id}`;
    const changed = await hub.ask('PATCH', at, {
      enabled: false,
      limits: { concurrency: 2 },
      credentials: { header: { name: 'X-Key', value: 'other' } },
    });
    expect(changed.body).toMatchObject({
      enabled: false,
      limits: { concurrency: 2, timeoutMs: 5000, maximumAttempts: 2 },
      credentials: { kinds: ['header'], headerName: 'X-Key' },
      revision: { id: body.model.revision.id, number: 1 },
    });
    const { rows } = await hub.database.pool.query(
      'select action, actor, details from audit_entries where subject_id = $1 order by id',
      [body.model.id],
    );
    expect(rows.map((row) => row.action)).toEqual(['model:registered', 'model:changed']);
    expect(rows[1].actor).toMatch(/^key:/);
    expect(rows[1].details).toMatchObject({ name: body.model.name });
    expect(rows[1].details.fields).toContain('enabled');
  });

  test('a secret is known again by a fingerprint, from which nobody without the key learns anything (fault W3)', async () => {
    const { body } = await register({ ontology });
    const { fingerprint, setAt } = body.model.credentials;
    expect(fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(Date.parse(setAt ?? '')).toBeCloseTo(Date.now(), -5);
    const other = await register({ name: 'Other', ontology });
    expect(other.body.model.credentials.fingerprint).toBe(fingerprint);
    const change = async (changes: object) => {
      const path = `/api/v1/models/${body.model.id}`;
      return (await hub.ask<ModelView>('PATCH', path, changes)).body.credentials;
    };
    const changed = await change({ credentials: { bearer: { token: 's3crets' } } });
    expect(changed.fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(changed.fingerprint).not.toBe(fingerprint);
    expect((await change({ description: 'text' })).fingerprint).toBe(changed.fingerprint);
    expect((await change({ credentials })).fingerprint).toBe(fingerprint);
    expect(await change({ credentials: {} })).toEqual({ kinds: [] });
    for (const [algorithm, encoding] of [
      ['sha256', 'hex'],
      ['sha1', 'hex'],
      ['md5', 'hex'],
    ] as const) {
      const digest = createHash(algorithm).update('s3cret').digest(encoding);
      expect(digest).not.toContain(fingerprint);
    }
    const elsewhere = await createTestHub({ egressAllow: ['127.0.0.1'] });
    onTestFinished(() => elsewhere.end());
    const stranger = await elsewhere.ask<{ model: ModelView }>('POST', '/api/v1/models', {
      name: 'Parcels',
      protocol: 'v7',
      connection: { url },
      credentials,
      ontology,
    });
    expect(stranger.body.model.credentials.fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(stranger.body.model.credentials.fingerprint).not.toBe(fingerprint);
  });

  test('an empty change is allowed and changes nothing', async () => {
    const { body } = await register({ ontology });
    const changed = await hub.ask('PATCH', `/api/v1/models/${body.model.id}`, {});
    expect(changed).toEqual({ status: 200, body: body.model });
  });

  test('a list goes page by page in the order of names', async () => {
    for (const name of ['b', 'a', 'c']) await register({ name, ontology });
    const first = await hub.ask<{ items: ModelView[]; nextCursor: string }>(
      'GET',
      '/api/v1/models?limit=2',
    );
    const second = await hub.ask<{ items: ModelView[]; nextCursor: null }>(
      'GET',
      `/api/v1/models?limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(first.body.items.map((model) => model.name)).toEqual(['a', 'b']);
    expect(second.body.items.map((model) => model.name)).toEqual(['c']);
    expect(second.body.nextCursor).toBeNull();
    const named = await hub.ask<{ items: ModelView[] }>('GET', '/api/v1/models?name=b');
    expect(named.body.items.map((model) => model.name)).toEqual(['b']);
    expect((await hub.ask('GET', '/api/v1/models?cursor=***')).status).toBe(400);
  });

  test('a check says rule by rule what the endpoint answered: quickly, or in full where that is asked', async () => {
    const { body } = await register();
    const at = `/api/v1/models/${body.model.id}/check`;
    const quick = await hub.ask<CheckReport>('POST', at);
    expect(quick).toMatchObject({ status: 200, body: { protocol: 'v7', url, depth: 'quick' } });
    expect(quick.body.calls).toBeLessThanOrEqual(2);
    expect(asked.some((line) => line.startsWith('POST'))).toBe(true);
    const full = await hub.ask<CheckReport>('POST', at, { depth: 'full' });
    expect(full).toMatchObject({ status: 200, body: { depth: 'full' } });
    expect(full.body.findings.length).toBeGreaterThan(quick.body.findings.length);
    expect((await hub.ask('POST', at, { depth: 'deep' })).status).toBe(400);
  });

  test('the last report of a revision is kept with its model, and goes with it', async () => {
    const { body } = await register({ ontology });
    const at = `/api/v1/models/${body.model.id}`;
    expect((await hub.ask('GET', `${at}/check`)).body).toEqual({ last: null });
    await hub.ask('POST', `${at}/check`);
    const full = { depth: 'full' };
    const { body: report } = await hub.ask<CheckReport>('POST', `${at}/check`, full);
    await hub.ask('POST', `${at}/check`);
    const first = { last: { revision: 1, report } };
    expect((await hub.ask('GET', `${at}/check`)).body).toEqual(first);
    await hub.ask('POST', `${at}/revisions`, { dataRowTypes: ['image'] });
    expect((await hub.ask('GET', `${at}/check`)).body).toEqual(first);
    const { body: second } = await hub.ask<CheckReport>('POST', `${at}/check`);
    expect((await hub.ask('GET', `${at}/check`)).body).toEqual({
      last: { revision: 2, report: second },
    });
    expect((await hub.ask('GET', `${at}/check?revision=1`)).body).toEqual(first);
    expect((await hub.ask('GET', `${at}/check?revision=3`)).body).toEqual({ last: null });
    await hub.app.inject({
      method: 'DELETE',
      url: at,
      headers: { authorization: `Bearer ${hub.apiKey}` },
    });
    expect((await hub.ask('GET', `${at}/check`)).status).toBe(404);
    const { rows } = await hub.database.pool.query(
      'select from check_reports where model_id = $1',
      [body.model.id],
    );
    expect(rows).toHaveLength(0);
  });

  test('the report of a model that is removed while it is checked is not kept', async () => {
    const { body } = await register({ ontology });
    const at = `/api/v1/models/${body.model.id}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    const checking = hub.ask('POST', `${at}/check`);
    await vi.waitFor(() => expect(asked).not.toEqual([]));
    const headers = { authorization: `Bearer ${hub.apiKey}` };
    const { statusCode } = await hub.app.inject({ method: 'DELETE', url: at, headers });
    resolve();
    expect([statusCode, (await checking).status]).toEqual([204, 200]);
    const { rows } = await hub.database.pool.query('select from check_reports');
    expect(rows).toHaveLength(0);
  });

  test('a report is read without the findings of rules that are no more', async () => {
    const { body } = await register({ ontology });
    const at = `/api/v1/models/${body.model.id}/check`;
    const { body: report } = await hub.ask<CheckReport>('POST', at);
    const { pool } = hub.database;
    await pool.query(
      `update check_reports set report = jsonb_set(report::jsonb, '{findings,0,rule}', '"gone"')`,
    );
    expect((await hub.ask('GET', at)).body).toEqual({
      last: { revision: 1, report: { ...report, findings: report.findings.slice(1) } },
    });
    await pool.query(`update check_reports set report = '{"findings":[]}'`);
    expect((await hub.ask('GET', at)).body).toEqual({ last: null });
  });

  test('the models of another organisation are not there', async () => {
    const { body } = await register({ ontology });
    await hub.database.pool.query(
      `insert into organization (id, name, slug, created_at)
       values ('0199a000-0000-7000-8000-000000000001', 'Other', 'other', now())
       on conflict do nothing`,
    );
    await hub.database.pool.query(
      `update models set organisation_id = '0199a000-0000-7000-8000-000000000001'`,
    );
    const at = `/api/v1/models/${body.model.id}`;
    expect((await hub.ask('GET', at)).status).toBe(404);
    expect((await hub.ask('PATCH', at, { enabled: false })).status).toBe(404);
    expect((await hub.ask<{ items: [] }>('GET', '/api/v1/models')).body.items).toEqual([]);
  });
});

test('a form is told which addresses would be called, while somebody types (ambiguity 31)', async () => {
  const ask = (id: string, connection: object) =>
    hub.ask('POST', `/api/v1/protocols/${id}/endpoints`, { connection });
  expect(await ask('openai-chat', { url: 'http://tgi.example:8080', model: 'tgi' })).toMatchObject({
    status: 200,
    body: [
      {
        purpose: 'predictions',
        method: 'POST',
        url: 'http://tgi.example:8080/v1/chat/completions',
      },
    ],
  });
  expect(await ask('openai-chat', { url: 'tgi.example' })).toMatchObject({
    status: 400,
    body: { code: 'INPUT_INVALID' },
  });
  expect(await ask('v8', {})).toMatchObject({
    status: 422,
    body: { code: 'INPUT_PROTOCOL_UNKNOWN' },
  });
});

test('a chat model that declares no parameters has those of every chat', async () => {
  const register = (name: string, more: object) =>
    hub.ask<{ model: { revision: { parametersSchema: object } } }>('POST', '/api/v1/models', {
      name,
      protocol: 'openai-chat',
      connection: { url: 'https://models.example.com', model: 'tgi' },
      ...more,
    });
  const { body } = await register('a chat', {});
  expect(body.model.revision.parametersSchema).toMatchObject({
    type: 'object',
    properties: { temperature: { type: 'number', maximum: 2 }, seed: {}, stop: {}, top_p: {} },
  });
  const own = { type: 'object', properties: { temperature: { type: 'number', maximum: 1 } } };
  const declared = await register('another chat', { parametersSchema: own });
  expect(declared.body.model.revision.parametersSchema).toEqual(own);
});

test('the protocols are listed with the form of their connection', async () => {
  const { body } = await hub.ask<{ id: string; connectionSchema: object }[]>(
    'GET',
    '/api/v1/protocols',
  );
  expect(body.map((protocol) => protocol.id)).toEqual(
    expect.arrayContaining(['foundry', 'v7', 'openai-chat']),
  );
  expect(body[0]?.connectionSchema).toMatchObject({ type: 'object', properties: { url: {} } });
});
