import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../database/testing/test-database.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import { openKeyRing } from '../vault/key-ring.ts';
import { createDeploymentService } from './deployment-service.ts';
import { createDeploymentStore } from './deployment-store.ts';

const secret = 'the secret key that hub and workers have';

/** Hubs and workers on one database, each with a storage and keys. */
async function createDeployment() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-deployment-'));
  const database = await createTestDatabase();
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });
  return async (storageName: string, secretKey: string, previousSecretKey?: string) =>
    createDeploymentService({
      store: createDeploymentStore(database),
      storage: await createFolderStorage(join(folder, storageName)),
      keys: openKeyRing({ dataFolder: '/nowhere', secretKey, previousSecretKey }),
      makeKey: () => Promise.reject(new Error('no key is made where there is one')),
    });
}

/** A hub as it starts. */
async function startHub(open: Awaited<ReturnType<typeof createDeployment>>, url: string) {
  const hub = await open('one', secret);
  await hub.open();
  await hub.announce(url);
}

test('a worker with the key and the storage of the hub joins, and learns where the hub answers', async () => {
  const open = await createDeployment();
  await startHub(open, 'http://hub.example:7400');
  expect(await (await open('one', secret)).join()).toMatchObject({
    hubUrl: 'http://hub.example:7400',
  });
});

test('the start of another hub on the database leaves its workers where they are', async () => {
  const open = await createDeployment();
  await startHub(open, 'http://127.0.0.1:7400');
  const { id } = await (await open('one', secret)).join();
  await startHub(open, 'http://127.0.0.1:7401');
  expect(await (await open('one', secret)).join()).toMatchObject({
    id,
    hubUrl: 'http://127.0.0.1:7401',
  });
});

test('a worker that is there before any hub, has another key, or sees another storage is refused with what to do (fault W2)', async () => {
  const open = await createDeployment();
  const early = await open('one', secret);
  const noHub = {
    code: 'STORAGE_NOT_SHARED',
    message: expect.stringContaining('Start `patchbay serve` on it first'),
  };
  await expect(early.join()).rejects.toMatchObject(noHub);
  await expect(early.openBegun()).rejects.toMatchObject(noHub);
  await startHub(open, 'http://127.0.0.1:7400');
  await expect((await open('two', secret)).join()).rejects.toMatchObject({
    code: 'STORAGE_NOT_SHARED',
    message: expect.stringContaining('the same bucket, or the same folder'),
  });
  const stranger = await open('one', 'another secret key, just as long as it');
  for (const refused of [stranger.join(), stranger.openBegun()]) {
    await expect(refused).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  }
});

test('hubs that begin together have one secret, with which nothing else than their key opens (fault W2)', async () => {
  const open = await createDeployment();
  const hubs = await Promise.all([1, 2, 3].map(() => open('one', secret)));
  const secrets = await Promise.all(hubs.map((hub) => hub.open()));
  const derived = new Set(secrets.map((it) => it.derive('sign-in').toString('hex')));
  expect(derived.size).toBe(1);
  const other = 'another secret key, just as long as it';
  await expect((await open('one', other)).open()).rejects.toMatchObject({
    code: 'SECRET_UNREADABLE',
    message: expect.stringMatching(
      /sealed with the key [0-9a-f]{8}, and this process has the key [0-9a-f]{8}.*--lost-key/,
    ),
  });
  const both = await (await open('one', other, secret)).open();
  expect(derived).toContain(both.derive('sign-in').toString('hex'));
});
