import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportFormats } from '@patchbay/core/api/item-routes.ts';
import { createDatabase } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Canary, createCanary, findCanaries } from './canary/canaries.ts';
import { type Place, readFiles, readRows, unpack } from './canary/searched-places.ts';
import { startTellingModel, tellingWays } from './canary/telling-model.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { runPatchbay } from './patchbay-command.ts';

/** A person who does everything that takes a secret, and keeps every answer. */
const canaries = new Map<string, Canary>();
const answers: Place[] = [];
let dataFolder: string;
let model: Awaited<ReturnType<typeof startTellingModel>>;
let hub: HubProcess;
const crash = createCanary('crash');

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-canary-'));
  model = await startTellingModel();
  const standIn = join(import.meta.dirname, 'stand-ins/telling-crash.ts');
  hub = await startHubProcess(dataFolder, {
    PATCHBAY_EGRESS_ALLOW: '127.0.0.1',
    PATCHBAY_LOG_LEVEL: 'trace',
    NODE_OPTIONS: `--import ${pathToFileURL(standIn).href}`,
    TOLD_IN_CRASH: crash.text,
  });
  canaries.set('crash', crash);
  watch('the key of the operator', hub.apiKey);
}, 60_000);
afterAll(async () => {
  hub.process.kill('SIGKILL');
  model.close();
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

/** A new secret, or one that the hub gave us. */
function watch(name: string, given?: string): string {
  const canary = canaries.get(name) ?? createCanary(name, given);
  canaries.set(name, canary);
  return canary.text;
}

type Body = Record<string, unknown> & { id?: string; model?: { id: string }; key?: string };

/** Asks the hub, and keeps the answer; of one that shows a secret for the only time, that is left out. */
async function ask(
  method: string,
  path: string,
  body?: object | string,
  options: { headers?: Record<string, string>; shows?: RegExp } = {},
): Promise<{ status: number; body: Body; cookie: string }> {
  const answer = await fetch(`${hub.url}${path}`, {
    method,
    redirect: 'manual',
    headers: withoutEmpty({
      authorization: `Bearer ${hub.apiKey}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const cookie = /^[^=]+=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const headers = JSON.stringify([...answer.headers].filter(([name]) => name !== 'set-cookie'));
  answers.push({
    name: `answer to ${method} ${path}`,
    bytes: Buffer.from(headers + (options.shows ? text.replace(options.shows, '') : text)),
  });
  const isJson = /^application\/json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, body: isJson && text ? JSON.parse(text) : {}, cookie };
}

const withoutEmpty = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));

const foundry = {
  protocol: 'foundry',
  ontology: { classifications: [{ kind: 'free_text', name: 'echo' }] },
  dataRowTypes: ['text'],
  limits: { maximumAttempts: 2, concurrency: 2 },
};

async function register(name: string, way: string, credentials: object): Promise<string> {
  const connection = { url: `${model.url}/${way}` };
  const given = { ...foundry, name, connection, credentials };
  const { body } = await ask('POST', '/api/v1/models', given);
  return body.model?.id ?? '';
}

/** The ways in which a model is shown who calls. */
const credentialsOf = {
  bearer: (way: string) => ({ bearer: { token: watch(`bearer ${way}`) } }),
  basic: (way: string) => ({ basic: { username: 'ana', password: watch(`password ${way}`) } }),
  header: (way: string) => ({ header: { name: 'X-Key', value: watch(`header ${way}`) } }),
};

async function runOver(modelId: string, datasetId: string): Promise<string> {
  const { body } = await ask('POST', '/api/v1/runs', { modelId, datasetId });
  await expect
    .poll(async () => (await ask('GET', `/api/v1/runs/${body.id}`)).body.state, { timeout: 40_000 })
    .toMatch(/completed|paused|failed/);
  return body.id ?? '';
}

async function importTexts(): Promise<string> {
  const { body } = await ask('POST', '/api/v1/datasets', { name: 'Texts' });
  const form = new FormData();
  form.append('file', new Blob(['one\ntwo\n']), 'texts.txt');
  const encoded = new Response(form);
  await fetch(`${hub.url}/api/v1/datasets/${body.id}/import?format=text-lines`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${hub.apiKey}`,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    body: await encoded.arrayBuffer(),
  });
  return body.id ?? '';
}

/** Everything that can be read of a run. */
async function readAll(runId: string): Promise<void> {
  for (const path of ['', '/summary', '/failures', '/items', '/predictions', '/actions']) {
    await ask('GET', `/api/v1/runs/${runId}${path}`);
  }
  const { body } = await ask('GET', `/api/v1/runs/${runId}/items`);
  for (const { id } of body.items as { id: string }[]) await ask('GET', `/api/v1/items/${id}`);
  for (const format of exportFormats) {
    await ask('GET', `/api/v1/runs/${runId}/export?format=${format}`);
  }
}

test('models of every way of registration and authentication, whose endpoint tells all that it was shown, in every way of failing (fault W3)', async () => {
  const datasetId = await importTexts();
  for (const [index, way] of tellingWays.entries()) {
    const kinds = Object.entries(credentialsOf);
    for (const [kind, credentials] of index === 0 ? kinds : kinds.slice(index % 3).slice(0, 1)) {
      const id = await register(`${kind} ${way}`, way, credentials(way));
      await readAll(await runOver(id, datasetId));
      await ask('POST', `/api/v1/models/${id}/check`, {});
      await ask('GET', `/api/v1/models/${id}`);
      await ask('GET', `/api/v1/models/${id}/revisions`);
    }
  }
  expect(model.shown.length).toBeGreaterThan(tellingWays.length * 2);
  expect(findCanaries([...canaries.values()], Buffer.from(model.shown.join()))).toHaveLength(
    tellingWays.length + 2,
  );
}, 240_000);

test('manifests, the surface of V7, changes, and everything that is refused (fault W3)', async () => {
  const connection = { url: `${model.url}/predicts` };
  const manifest = (secret: string, more = '') =>
    `name: Of a file\ninference_endpoint: ${model.url}/predicts\nsecrets: '${secret}'\n${more}`;
  await ask('POST', '/api/v1/models/manifest', { manifest: manifest(watch('manifest')) });
  const broken = ['name: [', 'requests_per_second: x', '\tx', 'secrets: again'];
  for (const more of broken) {
    await ask('POST', '/api/v1/models/manifest', {
      manifest: manifest(watch('broken manifest'), more),
    });
  }
  const v7 = { name: 'Of V7', url: model.url, classes: [{ name: 'Car', type: 'bounding_box' }] };
  for (const given of [
    { ...v7, auth_secret: watch('auth_secret') },
    {
      ...v7,
      name: 'Of V7 too',
      auth_secret_header: 'X-Key',
      auth_secret: watch('auth_secret_header'),
    },
    { ...v7, name: 'Asked', classes: undefined, auth_secret: watch('asked for classes') },
    { ...v7, name: 7, auth_secret: watch('refused by V7') },
  ]) {
    await ask('POST', '/compat/v7/ai/trained_models', given);
  }
  const id = await register('Changed', 'fails', { bearer: { token: watch('changed from') } });
  await ask('PATCH', `/api/v1/models/${id}`, {
    credentials: { bearer: { token: watch('changed to') } },
  });
  const refused = (credentials: object, more: object = {}) =>
    ask('POST', '/api/v1/models', {
      ...foundry,
      name: 'Refused',
      connection,
      credentials,
      ...more,
    });
  const secret = watch('refused');
  for (const answer of [
    await refused({ bearer: { token: `${secret}\n` } }),
    await refused({ bearer: secret }),
    await refused({ basic: { username: `${secret}:`, password: secret } }),
    await refused({ header: { name: 'Host', value: secret } }),
    await refused({ authority: secret }),
    await refused(
      {},
      { connection: { url: `http://ana:${encodeURIComponent(secret)}@127.0.0.1/` } },
    ),
    await refused({ bearer: { token: secret }, header: { name: 'Authorization', value: secret } }),
    await ask(
      'POST',
      '/api/v1/models',
      `{"credentials":{"bearer":{"token":"${secret.replace('"', '')}`,
    ),
    await ask('PATCH', `/api/v1/models/${id}`, {
      credentials: { bearer: { token: secret, more: 1 } },
    }),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([expect.any(Number), expect.any(String)]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
  await ask('GET', '/api/v1/models');
}, 60_000);

test('keys, sessions, passwords and links of people (fault W3)', async () => {
  const shows = /"key":\s*"[^"]+"/;
  const made = await ask(
    'POST',
    '/api/v1/api-keys',
    { name: 'CI', scopes: ['models:read'] },
    { shows },
  );
  expect(made.status).toBe(201);
  const key = watch('an API key', made.body.key);
  for (const authorization of [
    `Bearer ${key}`,
    `ApiKey ${key}`,
    `Bearer ${watch('a wrong key')}`,
  ]) {
    const headers = { authorization: encodeURI(authorization).replace('%20', ' ') };
    await ask('GET', '/api/v1/models', undefined, { headers });
    await ask('POST', '/api/v1/models', {}, { headers });
    await ask('GET', '/compat/v7/api/users/token_info', undefined, { headers });
  }
  const link = /link#([\w-]+)/.exec(hub.output())?.[1] ?? '';
  const origin = { headers: { authorization: '', origin: hub.url } };
  const email = 'ana@example.com';
  const password = watch('the password of the owner');
  const token = watch('the link of the first owner', link);
  await ask('POST', '/api/v1/session/link', { token }, origin);
  await ask('POST', '/api/v1/session/link/use', { token, name: 'Ana', email: 7, password }, origin);
  const first = { token, name: 'Ana', email, password };
  const owner = await ask('POST', '/api/v1/session/link/use', first, origin);
  expect(owner.status).toBe(204);
  await ask('POST', '/api/v1/session/link/use', first, origin);
  for (const wrong of [watch('a wrong password'), watch('another wrong password')]) {
    await ask('POST', '/api/v1/session', { email, password: wrong }, origin);
    await ask('POST', '/api/v1/session', { email, password: wrong, more: wrong.length }, origin);
  }
  const again = await ask('POST', '/api/v1/session', { email, password }, origin);
  expect(again.status).toBe(204);
  for (const [name, { cookie }] of Object.entries({ owner, again })) {
    const session = watch(`the session of ${name}`, /^[\w-]+/.exec(cookie)?.[0]);
    expect(session.length).toBeGreaterThan(20);
    const headers = { authorization: '', cookie: `patchbay_session=${cookie}` };
    expect((await ask('GET', '/api/v1/session', undefined, { headers })).status).toBe(200);
  }
  const headers = { ...origin.headers, cookie: `patchbay_session=${again.cookie}` };
  const next = watch('the next password');
  for (const current of [watch('no password'), password]) {
    await ask('PATCH', '/api/v1/session', { password: { current, next } }, { headers });
  }
  await ask('GET', '/api/v1/api-keys');
  await ask('GET', '/api/v1/audit');
  await ask('GET', '/api/v1/audit/export?format=jsonl');
});

test('none of them is in plain text, base64, hexadecimal or as in a URL anywhere: answers, database, write-ahead log, storage, logs, backup, output of a crash (fault W3)', async () => {
  const checked = await runPatchbay(
    dataFolder,
    'check',
    `${model.url}/predicts`,
    '--protocol',
    'foundry',
    '--bearer',
    watch('of a check'),
  );
  const archive = join(dataFolder, '..', `canary-${process.pid}.tar.zst`);
  const backup = await runPatchbay(dataFolder, 'backup', archive);
  const shown = await runPatchbay(dataFolder, 'model', 'list', '--json');
  const rotated = await runPatchbay(dataFolder, 'rotate-key', '--json');
  expect([backup.status, shown.status, rotated.status]).toEqual([0, 0, 0]);
  const database = createDatabase(await findRunningServer(dataFolder));
  const rows = await readRows(database);
  await database.close();

  // The crash tells a secret that the hub knows.
  await register('Crash', 'predicts', { bearer: { token: crash.text } });
  const exit = once(hub.process, 'exit');
  hub.process.kill('SIGUSR2');
  const [status] = await exit;
  expect(status).not.toBe(0);
  expect(hub.output()).toContain('A promise failed and nobody waited for it');
  expect(hub.output()).toContain('An exception that nobody caught');
  const packed = await readFile(archive);
  await rm(archive);
  const places: Place[] = [
    ...answers,
    ...rows,
    ...(await readFiles(dataFolder)),
    { name: 'the backup', bytes: packed },
    ...unpack('the backup', packed),
    // The link of the first owner is meant to be seen.
    { name: 'the output', bytes: Buffer.from(hub.output().replace(/"ownerLink":\s*"[^"]*"/, '')) },
    ...[checked, backup, shown, rotated].map(({ output }, index) => ({
      name: `the output of command ${index + 1}`,
      bytes: Buffer.from(output),
    })),
  ];
  const all = [...canaries.values()];
  const found = places.flatMap(({ name, bytes }) =>
    findCanaries(all, bytes).map((canary) => `${canary}: ${name}`),
  );
  expect(found).toEqual([]);
  expect(all.length).toBeGreaterThan(25);
  expect(places.length).toBeGreaterThan(1000);
}, 120_000);
