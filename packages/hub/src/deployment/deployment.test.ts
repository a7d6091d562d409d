import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../database/testing/test-database.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import { createSecretKey } from '../vault/secret-key.ts';
import { createDeploymentService } from './deployment-service.ts';
import { createDeploymentStore } from './deployment-store.ts';

const secret = 'the secret key that hub and workers have';

/** Hubs and workers on one database, each with a storage and a key. */
async function createDeployment() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-deployment-'));
  const database = await createTestDatabase();
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });
  return async (storageName: string, key: string) =>
    createDeploymentService({
      store: createDeploymentStore(database),
      storage: await createFolderStorage(join(folder, storageName)),
      secretKey: createSecretKey(key),
    });
}

test('a worker with the key and the storage of the hub joins, and learns where the hub answers', async () => {
  const open = await createDeployment();
  await (await open('one', secret)).announce('http://hub.example:7400');
  expect(await (await open('one', secret)).join()).toMatchObject({
    hubUrl: 'http://hub.example:7400',
  });
});

test('the start of another hub on the database leaves its workers where they are', async () => {
  const open = await createDeployment();
  await (await open('one', secret)).announce('http://127.0.0.1:7400');
  const { id } = await (await open('one', secret)).join();
  await (await open('one', secret)).announce('http://127.0.0.1:7401');
  expect(await (await open('one', secret)).join()).toMatchObject({
    id,
    hubUrl: 'http://127.0.0.1:7401',
  });
});

test('a worker that is there before any hub, has another key, or sees another storage is refused with what to do', async () => {
  const open = await createDeployment();
  const early = await open('one', secret);
  await expect(early.join()).rejects.toMatchObject({
    code: 'STORAGE_NOT_SHARED',
    message: expect.stringContaining('Start `patchbay serve` on it first'),
  });
  await (await open('one', secret)).announce('http://127.0.0.1:7400');
  await expect((await open('two', secret)).join()).rejects.toMatchObject({
    code: 'STORAGE_NOT_SHARED',
    message: expect.stringContaining('the same bucket, or the same folder'),
  });
  const stranger = await open('one', 'another secret key, just as long as it');
  await expect(stranger.join()).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
});
