import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { signInAs } from '../access/testing/people.ts';
import { backUpHub } from '../backup/back-up-hub.ts';
import { restoreHub } from '../backup/restore-hub.ts';
import { compose } from '../compose.ts';
import { composeWorker } from '../compose-worker.ts';
import { readConfig } from '../config.ts';
import { createEmptyDatabase } from '../database/testing/test-database.ts';
import { createLogger } from '../logger.ts';
import { credentialsContext } from '../models/credentials-context.ts';
import { createNotifications } from '../queue/notifications.ts';
import { startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { holdKey } from '../vault/held-keys.ts';
import { drawSecret, secretKeyFile } from '../vault/key-file.ts';
import { openKeyRing } from '../vault/key-ring.ts';
import { sealedColumns } from '../vault/sealed-columns.ts';
import { createVault } from '../vault/vault.ts';
import { beginWithAnotherKey } from './begin-with-another-key.ts';
import { retireKeys } from './retire-keys.ts';
import { type RotateOptions, rotateSecretKey } from './rotate-secret-key.ts';

/** A hub, and the commands that an operator gives beside it. */
async function startHub(options: { secretKey?: string } = {}) {
  const hub = await createTestHub({ egressAllow: ['127.0.0.1'], ...options });
  onTestFinished(() => hub.end());
  const settings = {
    dataFolder: hub.dataFolder,
    databaseUrl: hub.database.url,
    logLevel: 'silent' as const,
  };
  return {
    hub,
    settings,
    rotate: (more: RotateOptions = {}) => rotateSecretKey({ waitMs: 5000, ...more }, settings),
    retire: () => retireKeys(settings),
    readKeys: async () =>
      (await readFile(secretKeyFile(hub.dataFolder), 'utf8')).trim().split('\n'),
  };
}

const register = async (hub: TestHub, name: string, token: string) => {
  const { body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name,
    protocol: 'v7',
    connection: { url: 'http://127.0.0.1:9' },
    ontology: {},
    credentials: { bearer: { token } },
  });
  return body.model.id;
};

/** Copies a model often: each copy has credentials of its own, `token 1`, `token 2`, … */
async function copyModel(hub: TestHub, count: number) {
  const id = await register(hub, 'Copied', 'token 0');
  const vault = createVault(openKeyRing({ dataFolder: hub.dataFolder }));
  const { rows } = await hub.database.pool.query<{ organisation: string }>(
    'select organisation_id as organisation from models where id = $1',
    [id],
  );
  const organisation = rows[0]?.organisation ?? '';
  const copies = Array.from({ length: count }, () => randomUUID());
  const seals = copies.map((copy, index) =>
    vault.seal(
      JSON.stringify({ bearer: { token: `token ${index + 1}` } }),
      credentialsContext(organisation, copy),
    ),
  );
  await hub.database.pool.query(
    `insert into models (id, organisation_id, name, description, readme, limits, sealed_credentials, credentials_summary, discovery)
     select copy, organisation_id, 'Copy ' || copy, '', '', limits, seal, credentials_summary, discovery
     from models, unnest($2::uuid[], $3::text[]) as copies (copy, seal) where id = $1`,
    [id, copies, seals],
  );
}

/** Opens the credentials of every model with the keys that lie in the data folder, and says which key sealed them. */
async function readAll(hub: Pick<TestHub, 'dataFolder' | 'database'>) {
  const vault = createVault(openKeyRing({ dataFolder: hub.dataFolder }));
  const { rows } = await hub.database.pool.query<{
    id: string;
    organisation: string;
    sealed: string;
  }>(
    'select id, organisation_id as organisation, sealed_credentials as sealed from models order by id',
  );
  const tokens = rows.map(
    ({ id, organisation, sealed }) =>
      JSON.parse(vault.unseal(sealed, credentialsContext(organisation, id))).bearer.token,
  );
  const byKey = Object.groupBy(rows, ({ sealed }) => sealed.split('.')[1] ?? '');
  return {
    tokens: tokens.sort(),
    byKey: Object.fromEntries(Object.entries(byKey).map(([id, of]) => [id, of?.length])),
  };
}

test('a key is replaced in the middle of a run: nothing fails, nobody signs in again, and the audit tells it (faults W1, W2)', async () => {
  const { hub, settings, rotate, retire, readKeys } = await startHub();
  await hub.startWorkers();
  const model = await startScriptedModel(async (call, response) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const isKnown = call.headers.authorization === 'Bearer long secret';
    response.statusCode = isKnown ? 200 : 401;
    response.setHeader('content-type', 'application/json').end('{}');
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, {
    credentials: { bearer: { token: 'long secret' } },
    limits: { concurrency: 2 },
  });
  const image = { hash: 'a'.repeat(64), orientation: 1, width: 1, height: 1, isScaled: false };
  hub.listenAt('http://hub.example:7400');
  const address = hub.imageAddresses.write(image);
  const texts = Array.from({ length: 300 }, (_, index) => `text ${index}`);
  const runId = await startRun(hub, modelId, await importTexts(hub, texts));
  await vi.waitFor(() => expect(model.calls.length).toBeGreaterThan(20), 10_000);

  const [first] = await readKeys();
  const rotation = await rotate();
  expect(rotation).toMatchObject({
    resealed: 2,
    unopened: [],
    previousKeyIds: [expect.any(String)],
  });
  expect(await readKeys()).toEqual([expect.not.stringMatching(first ?? ''), first]);
  expect((await stat(secretKeyFile(hub.dataFolder))).mode & 0o777).toBe(0o600);
  expect((await readAll(hub)).byKey).toEqual({ [rotation.keyId]: 1 });
  const retired = await retire();
  expect(retired.retiredKeyIds).toEqual(rotation.previousKeyIds);
  expect(await readKeys()).toHaveLength(1);

  await vi.waitFor(async () => expect((await readRun(hub, runId)).state).toBe('completed'), 20_000);
  expect((await readRun(hub, runId)).counts).toMatchObject({ failed: 0 });
  expect(model.calls).toHaveLength(texts.length);
  await register(hub, 'Later', 'another secret');
  expect((await readAll(hub)).byKey).toEqual({ [rotation.keyId]: 2 });
  // A hub that starts now knows the new key alone, and what was signed before.
  const config = readConfig({}, { ...settings, port: 0 });
  const again = await compose(config, hub.database, createLogger('silent'));
  onTestFinished(() => again.app.close());
  const query = Object.fromEntries(new URL(address).searchParams);
  expect(again.imageAddresses.read({ hash: image.hash, ...query })).toMatchObject(image);
  const { rows } = await hub.database.pool.query(
    `select actor, action, address, details from audit_entries where action like 'secret-key:%' order by id`,
  );
  expect(rows).toEqual([
    {
      actor: 'operator',
      action: 'secret-key:rotated',
      address: null,
      details: { from: rotation.previousKeyIds[0], to: rotation.keyId },
    },
    {
      actor: 'operator',
      action: 'secret-key:retired',
      address: null,
      details: { keys: rotation.previousKeyIds[0] },
    },
  ]);
  expect(await retire()).toMatchObject({ retiredKeyIds: [] });
}, 60_000);

test('a rotation that is broken off leaves everything open, and the next goes on with the same key (fault W2)', async () => {
  const { hub, rotate, retire, readKeys } = await startHub();
  await copyModel(hub, 250);
  const { tokens, byKey } = await readAll(hub);
  const [oldId = ''] = Object.keys(byKey);
  expect(tokens).toHaveLength(251);
  await expect(
    rotate({
      onProgress({ step }) {
        if (step === 'sealing') throw new Error('killed');
      },
    }),
  ).rejects.toThrow('killed');
  // The deployment's own seal comes first, in a batch of its own.
  expect((await readAll(hub)).tokens).toEqual(tokens);
  let batches = 0;
  await expect(
    rotate({
      onProgress({ step }) {
        if (step === 'sealing') batches += 1;
        if (batches === 2) throw new Error('killed');
      },
    }),
  ).rejects.toThrow('killed');
  const half = await readAll(hub);
  expect(half.tokens).toEqual(tokens);
  expect(Object.values(half.byKey).sort()).toEqual([200, 51]);
  await expect(retire()).rejects.toMatchObject({
    code: 'INPUT_IN_USE',
    message: expect.stringContaining(`still sealed with the key ${oldId}`),
  });

  const { keyId, resealed } = await rotate();
  expect(resealed).toBe(51);
  expect(await readKeys()).toHaveLength(2);
  const whole = await readAll(hub);
  expect(whole).toEqual({ tokens, byKey: { [keyId]: 251 } });
  expect(keyId).not.toBe(oldId);
});

test('nothing is sealed with a key that a process at work does not know, and the message says where it is (faults W1, W2)', async () => {
  const { hub, settings, rotate, readKeys } = await startHub();
  await register(hub, 'Parcels', 's3cret');
  const before = await readAll(hub);
  const [oldId = ''] = Object.keys(before.byKey);
  const elsewhere = createNotifications({ connectionString: hub.database.url, onError() {} });
  onTestFinished(() => elsewhere.stop());
  await elsewhere.start();
  let learn = () => Promise.resolve<unknown>(null);
  let made = '';
  await elsewhere.listen(
    'patchbay_secret_keys',
    (id) => (made = id),
    (connection) => {
      learn = () => connection.query(holdKey(made));
      void connection.query(holdKey(oldId));
    },
  );
  await expect(rotate({ waitMs: 300 })).rejects.toMatchObject({
    code: 'SECRET_KEY_NOT_SHARED',
    message: expect.stringMatching(
      /A process at work does not know the new key .*: \S+ .*connected since .*Copy the file secret-key/,
    ),
  });
  expect(await readAll(hub)).toEqual(before);
  expect(await readKeys()).toHaveLength(2);
  await Promise.all([
    expect(rotate()).resolves.toMatchObject({ keyId: made, resealed: 2 }),
    vi.waitFor(() => expect(made).not.toBe('')).then(() => learn()),
  ]);
  expect(await readKeys()).toHaveLength(2);

  // One that was away when the key was replaced, and has a file of its own without it, stops when it is back.
  const [, old] = await readKeys();
  const folder = `${hub.dataFolder}/elsewhere`;
  const config = readConfig({}, { ...settings, dataFolder: folder, secretKey: old ?? '' });
  await expect(composeWorker(config, hub.database, createLogger('silent'))).rejects.toMatchObject({
    code: 'SECRET_UNREADABLE',
    message: expect.stringContaining(
      `sealed with the key ${made}, and this process has the key ${oldId}`,
    ),
  });
});

test('a process that finds a key named which it has not is lost, and says which (fault W2)', async () => {
  const { hub } = await startHub();
  await hub.startWorkers();
  await hub.database.pool.query("update deployment set secret_key_id = '12345678'");
  await hub.database.pool.query("select pg_notify('patchbay_secret_keys', '')");
  expect(await hub.keyLost).toMatchObject({
    code: 'SECRET_UNREADABLE',
    message: expect.stringContaining('sealed with the key 12345678, and this process has the key'),
  });
});

test('models that are registered while the key is replaced are sealed with the one or the other, and all open (fault W1)', async () => {
  const { hub, rotate, retire } = await startHub();
  await hub.startWorkers();
  await register(hub, 'First', 'first');
  let isOver = false;
  let count = 1;
  const registering = (async () => {
    // No more than one person may register in a row.
    while (!isOver && count < 100) {
      count += 1;
      await register(hub, `Model ${count}`, `secret ${count}`);
    }
  })();
  const { keyId } = await rotate();
  await retire();
  isOver = true;
  await registering;
  const { tokens, byKey } = await readAll(hub);
  expect(tokens).toHaveLength(count);
  expect(byKey).toEqual({ [keyId]: count });
});

test('seals that are damaged, or were copied from another row, are named and stay, and the others are made anew (fault W2)', async () => {
  const { hub, rotate, retire } = await startHub();
  const [good, cut, copied] = [
    await register(hub, 'Good', 'good'),
    await register(hub, 'Cut', 'cut'),
    await register(hub, 'Copied', 'copied'),
  ];
  const set = (id: string, sealed: string) =>
    hub.database.pool.query(`update models set sealed_credentials = ${sealed} where id = $1`, [id]);
  await set(cut, 'left(sealed_credentials, -4)');
  await set(copied, `(select sealed_credentials from models where id = '${good}')`);
  const { resealed, unopened } = await rotate();
  expect(resealed).toBe(2);
  expect(unopened).toEqual(
    [cut, copied].map((id) => ({
      table: 'models',
      id,
      reason: expect.stringContaining('does not open with its key'),
    })),
  );
  await expect(retire()).rejects.toMatchObject({ code: 'INPUT_IN_USE' });
  for (const id of [cut, copied]) {
    const answer = await hub.ask('POST', `/api/v1/models/${id}/check`, {});
    expect(answer).toMatchObject({ status: 500, body: { code: 'SECRET_UNREADABLE' } });
    const credentials = { bearer: { token: 'entered again' } };
    expect((await hub.ask('PATCH', `/api/v1/models/${id}`, { credentials })).status).toBe(200);
  }
  expect((await retire()).retiredKeyIds).toHaveLength(1);
});

test('a key of the environment is replaced by two variables and the same command (fault W2)', async () => {
  const [old, young] = [drawSecret(), drawSecret()];
  const { hub, settings } = await startHub({ secretKey: old });
  await register(hub, 'Parcels', 's3cret');
  await expect(rotateSecretKey({}, { ...settings, secretKey: old })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringMatching(
      /PATCHBAY_SECRET_KEY.*PATCHBAY_PREVIOUS_SECRET_KEY.*Nothing was changed/,
    ),
  });
  await expect(rotateSecretKey({}, { ...settings, secretKey: young })).rejects.toMatchObject({
    code: 'SECRET_UNREADABLE',
  });
  const both = { ...settings, secretKey: young, previousSecretKey: old };
  const rotation = await rotateSecretKey({}, both);
  expect(rotation).toMatchObject({ resealed: 2, keyFile: null });
  await expect(rotateSecretKey({}, both)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  await expect(retireKeys(both)).rejects.toMatchObject({
    message: expect.stringContaining('Take PATCHBAY_PREVIOUS_SECRET_KEY out'),
  });
  await expect(stat(secretKeyFile(hub.dataFolder))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('where the key is lost, a hub begins with another when it is told to, and what was sealed stays closed (fault W2)', async () => {
  const { hub, settings, rotate } = await startHub();
  const id = await register(hub, 'Parcels', 's3cret');
  await expect(beginWithAnotherKey(settings)).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringContaining('is here and not lost'),
  });
  const file = secretKeyFile(hub.dataFolder);
  await rm(file);
  await expect(rotate()).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  const { headers } = await signInAs(hub.database, 'owner');
  const ask = async () => (await hub.app.inject({ url: '/api/v1/session', headers })).statusCode;
  expect(await ask()).toBe(200);
  await hub.startWorkers();
  await expect(beginWithAnotherKey(settings)).rejects.toMatchObject({ code: 'INPUT_IN_USE' });
  await hub.drain();
  const { keyId, lostSeals } = await vi.waitFor(() => beginWithAnotherKey(settings), 5000);
  expect(lostSeals).toBe(1);
  expect(await ask()).toBe(401);
  const config = readConfig({}, { ...settings, port: 0 });
  const again = await composeWorker(config, hub.database, createLogger('silent'));
  onTestFinished(() => again.drain());
  const { rows } = await hub.database.pool.query(
    'select split_part(sealed_credentials, $1, 2) as key from models where id = $2',
    ['.', id],
  );
  expect(rows[0].key).not.toBe(keyId);
  // A rotation goes on without it: no key that is here opens it.
  expect(await rotate()).toMatchObject({
    resealed: 1,
    unopened: [{ table: 'models', id, reason: expect.stringContaining(rows[0].key) }],
  });
  await writeFile(file, '');
});

test('a key file beside backups opens those from before a rotation and those after it (fault W2)', async () => {
  const { hub, settings, rotate, retire, readKeys } = await startHub();
  await register(hub, 'Parcels', 's3cret');
  await hub.deployment.announce('http://127.0.0.1:7400');
  const keyFile = join(hub.dataFolder, 'kept', 'hub.key');
  await mkdir(join(hub.dataFolder, 'kept'));
  const backUp = async () => {
    const packed = new PassThrough();
    const bytes = buffer(packed);
    const { manifest } = await backUpHub(packed, { keyFile }, settings);
    packed.end();
    return { bytes: await bytes, keyId: manifest.secretKeyId };
  };
  const before = await backUp();
  await rotate();
  await retire();
  const after = await backUp();
  expect(after.keyId).not.toBe(before.keyId);
  expect(await readKeys()).toHaveLength(1);
  expect((await readFile(keyFile, 'utf8')).trim().split('\n')).toHaveLength(2);
  for (const { bytes, keyId } of [before, after]) {
    const database = await createEmptyDatabase();
    const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-restored-'));
    onTestFinished(async () => {
      await database.drop();
      await rm(dataFolder, { recursive: true });
    });
    const place = { ...settings, dataFolder, databaseUrl: database.url };
    await restoreHub(Readable.from([bytes]), { keyFile }, place);
    const read = await readAll({ database, dataFolder });
    expect(read).toEqual({ tokens: ['s3cret'], byKey: { [keyId]: 1 } });
  }
}, 60_000);

test('one command at a time replaces keys', async () => {
  const { rotate } = await startHub();
  const results = await Promise.allSettled([rotate(), rotate()]);
  const [failed] = results.filter((result) => result.status === 'rejected');
  expect(failed?.reason).toMatchObject({
    code: 'INPUT_IN_USE',
    message: expect.stringContaining('Another `patchbay rotate-key` is at work'),
  });
});

test('every column that holds seals is one that a rotation reaches', async () => {
  const { hub } = await startHub();
  const { rows } = await hub.database.pool.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'public' and column_name like '%sealed%' order by 1, 2`,
  );
  expect(rows).toEqual(sealedColumns.map(({ table, column }) => ({ table, column })));
});
