import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { createHubClient } from '@patchbay/cli/api/client.ts';
import { createDatabase } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { credentialsContext } from '@patchbay/hub/models/credentials-context.ts';
import { openKeyRing } from '@patchbay/hub/vault/key-ring.ts';
import { createVault } from '@patchbay/hub/vault/vault.ts';
import { expect, onTestFinished, test } from 'vitest';
import { startCountedRun } from './counting-model.ts';
import { startHubProcess, stopHub } from './hub-process.ts';
import { patchbayOfWorkspace, runPatchbay } from './patchbay-command.ts';
import { startWorkerProcess } from './worker-process.ts';

const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };

/** A model whose owner decides which token it takes, and that remembers when it was shown which. */
async function startGuardedModel() {
  const calls: { token: string; at: number }[] = [];
  let isRefused = (_token: string) => false;
  const server = createServer(async (request, response) => {
    await json(request);
    const token = String(request.headers.authorization).replace('Bearer ', '');
    calls.push({ token, at: performance.now() });
    await delay(10);
    response.statusCode = isRefused(token) ? 401 : 200;
    response.setHeader('content-type', 'application/json').end('{"echo": "yes"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/predict`,
    calls,
    of: (token: string) => calls.filter((call) => call.token === token),
    refuse: (token: string) => {
      isRefused = (shown) => shown === token;
    },
  };
}

async function startHub(...words: string[]) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-rotate-'));
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  const hub = await startHubProcess(dataFolder, environment, ...words);
  onTestFinished(async () => void (await stopHub(hub)));
  const client = createHubClient(hub);
  const countsOf = async (id: string) => (await client.runs.get({ id })).counts;
  const waitForEnd = (id: string) =>
    expect
      .poll(async () => (await client.runs.get({ id })).state, { timeout: 60_000 })
      .toBe('completed');
  return { dataFolder, client, countsOf, waitForEnd };
}

const limits = { concurrency: 4 };

test('a secret that is changed in the middle of a run is used by its next calls, within 5 s, and none fails (fault W1)', async () => {
  const { client, countsOf, waitForEnd } = await startHub();
  const model = await startGuardedModel();
  const { runId, modelId } = await startCountedRun(client, model, {
    items: 600,
    limits,
    bearerToken: 'the old secret',
  });
  await expect.poll(() => model.calls.length, { timeout: 20_000 }).toBeGreaterThan(100);
  const changedAt = performance.now();
  await client.models.change({
    id: modelId,
    credentials: { bearer: { token: 'the new secret' } },
  });
  await expect.poll(() => model.of('the new secret').length).toBeGreaterThan(20);
  model.refuse('the old secret');
  await waitForEnd(runId);
  const lastOfOld = Math.max(...model.of('the old secret').map(({ at }) => at));
  expect(lastOfOld - changedAt).toBeLessThan(5000);
  expect(await countsOf(runId)).toMatchObject({ succeeded: 600, failed: 0 });
  expect(model.calls).toHaveLength(600);
}, 90_000);

test('the secret key is replaced in the middle of a run that a worker with a key file of its own carries: it waits for the key, and then nothing is lost (faults W1, W2)', async () => {
  const { dataFolder, client, countsOf, waitForEnd } = await startHub('--workers', '0');
  const model = await startGuardedModel();
  const { runId, modelId } = await startCountedRun(client, model, {
    items: 2000,
    // Slow enough that the commands below are through before the run is, on a busy machine too.
    limits: { concurrency: 2 },
    bearerToken: 'the old secret',
  });
  const elsewhere = join(dataFolder, 'elsewhere');
  await mkdir(elsewhere);
  await symlink(join(dataFolder, 'assets'), join(elsewhere, 'assets'));
  const copyKeys = () => copyFile(join(dataFolder, 'secret-key'), join(elsewhere, 'secret-key'));
  await copyKeys();
  const DATABASE_URL = await findRunningServer(dataFolder);
  const worker = await startWorkerProcess({
    ...environment,
    DATABASE_URL,
    PATCHBAY_DATA: elsewhere,
  });
  onTestFinished(() => void worker.end('SIGKILL'));
  await expect.poll(() => model.calls.length, { timeout: 20_000 }).toBeGreaterThan(50);

  const early = await runPatchbay(dataFolder, 'rotate-key', '--wait', '2');
  expect(early.status).toBe(1);
  expect(early.output).toMatch(/Waiting for 1 process at work to read the new key/);
  expect(early.output).toMatch(/SECRET_KEY_NOT_SHARED[\s\S]*Copy the file secret-key/);
  await copyKeys();
  const rotated = await runPatchbay(dataFolder, 'rotate-key', '--json');
  expect(rotated.status).toBe(0);
  expect(rotated.output).toMatch(/"resealed": 2,\s*"unopened": \[\]/);
  const retired = await runPatchbay(dataFolder, 'rotate-key', '--retire');
  expect(retired.output).toMatch(
    /Forgotten: [0-9a-f]{8}\. All secrets are sealed with [0-9a-f]{8}/,
  );

  const before = model.calls.length;
  expect(before).toBeLessThan(2000);
  const changedAt = performance.now();
  await client.models.change({ id: modelId, credentials: { bearer: { token: 'the new secret' } } });
  await waitForEnd(runId);
  expect(await countsOf(runId)).toMatchObject({ succeeded: 2000, failed: 0 });
  expect(model.calls).toHaveLength(2000);
  const lastOfOld = Math.max(...model.of('the old secret').map(({ at }) => at));
  expect(lastOfOld - changedAt).toBeLessThan(5000);
  expect(model.of('the new secret').length).toBeGreaterThan(0);
  expect(await worker.end('SIGTERM')).toBe(0);
}, 120_000);

test('a rotation that is killed again and again leaves every secret open, and ends with one key (fault W2)', async () => {
  const { dataFolder, client } = await startHub('--workers', '0');
  const names = Array.from({ length: 100 }, (_, index) => `model ${index}`);
  for (const name of names) {
    await client.models.register({
      name,
      protocol: 'v7',
      connection: { url: 'http://127.0.0.1:9' },
      ontology: {},
      credentials: { bearer: { token: `secret of ${name}` } },
    });
  }
  const database = createDatabase(await findRunningServer(dataFolder));
  onTestFinished(() => database.close());
  const readAll = async () => {
    const vault = createVault(openKeyRing({ dataFolder }));
    const { rows } = await database.pool.query<{ id: string; of: string; sealed: string }>(
      'select id, organisation_id as of, sealed_credentials as sealed from models',
    );
    const opened = rows.map(({ id, of, sealed }) =>
      vault.unseal(sealed, credentialsContext(of, id)),
    );
    return { opened: opened.sort(), keys: new Set(rows.map(({ sealed }) => sealed.slice(0, 11))) };
  };
  const before = await readAll();
  expect(before.opened).toHaveLength(names.length);
  const countKeys = async () =>
    (await readFile(join(dataFolder, 'secret-key'), 'utf8')).trim().split('\n').length;
  const readNamed = async () =>
    (await database.pool.query('select secret_key_id as id from deployment')).rows[0].id;
  const named = await readNamed();
  // Killed when the key is there, when it is named, and when the first seal is of it, or a little later.
  for (const isTime of [
    async () => (await countKeys()) > 1,
    async () => (await readNamed()) !== named,
    async () => [...(await readAll()).keys].join() !== [...before.keys].join(),
  ]) {
    const command = spawn(process.execPath, [patchbayOfWorkspace, 'rotate-key'], {
      env: { PATH: process.env.PATH, PATCHBAY_DATA: dataFolder },
      stdio: 'ignore',
    });
    const exit = once(command, 'exit');
    await expect.poll(isTime, { interval: 2, timeout: 20_000 }).toBe(true);
    command.kill('SIGKILL');
    await exit;
    expect((await readAll()).opened).toEqual(before.opened);
  }
  await expect
    .poll(async () => (await runPatchbay(dataFolder, 'rotate-key')).status, { timeout: 20_000 })
    .toBe(0);
  const after = await readAll();
  expect(after.opened).toEqual(before.opened);
  expect(after.keys.size).toBe(1);
  expect([...after.keys]).not.toEqual([...before.keys]);
  expect((await runPatchbay(dataFolder, 'rotate-key', '--retire')).status).toBe(0);
  expect((await readFile(join(dataFolder, 'secret-key'), 'utf8')).trim()).not.toContain('\n');
  expect((await readAll()).opened).toEqual(before.opened);
}, 120_000);
