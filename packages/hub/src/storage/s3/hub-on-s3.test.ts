import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startTcpProxy } from '@patchbay/connect/testing/tcp-proxy.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { compose } from '../../compose.ts';
import { type HubOptions, readConfig } from '../../config.ts';
import { createLogger } from '../../logger.ts';
import { answerEcho, startScriptedModel } from '../../runs/testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  readRun,
  registerEcho,
  startRun,
  waitForEnd,
} from '../../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { type S3Server, serverKeys, startS3Server } from '../testing/s3-server.ts';

/** A hub whose assets lie in a bucket, through its front door. */

let server: S3Server;
beforeAll(async () => {
  for (const [name, value] of Object.entries(serverKeys)) vi.stubEnv(name, value);
  server = await startS3Server();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

async function startHubOnS3(options: HubOptions = {}) {
  const s3Endpoint = server.settings.endpoint;
  const hub = await createTestHub({ s3Bucket: 'assets', s3Endpoint, ...options });
  onTestFinished(() => hub.end());
  return hub;
}

async function importImage(hub: TestHub, bytes: Buffer): Promise<{ id: string }> {
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Images' });
  await hub.upload(`/api/v1/datasets/${body.id}/import?format=files`, { 'a.png': bytes });
  const url = `/api/v1/datasets/${body.id}/data-rows`;
  const rows = await hub.ask<{ items: { id: string }[] }>('GET', url);
  return rows.body.items[0] ?? { id: 'none' };
}

const image = (red = 200) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: { r: red, g: 30, b: 30 } } });

test('keeps an image there and not in its folder, and gives it out, whole and in part', async () => {
  const hub = await startHubOnS3();
  const bytes = await image().png().toBuffer();
  const { id } = await importImage(hub, bytes);
  const fetchPart = (range?: string) => {
    const headers = { authorization: `Bearer ${hub.apiKey}`, ...(range && { range }) };
    return hub.app.inject({ url: `/api/v1/data-rows/${id}/asset`, headers });
  };
  expect(Buffer.compare((await fetchPart()).rawPayload, bytes)).toBe(0);
  const part = await fetchPart('bytes=5-20');
  expect([part.statusCode, Buffer.compare(part.rawPayload, bytes.subarray(5, 21))]).toEqual([
    206, 0,
  ]);
  expect(await readdir(hub.dataFolder)).not.toContain('assets');
  expect(await readdir(join(hub.dataFolder, 'incoming-assets'))).toEqual([]);
});

test('keeps the long answers of a run there, and reads them back', async () => {
  const echo = 'x'.repeat(60_000);
  const filling = 'y'.repeat(60_000);
  const model = await startScriptedModel((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ echo, filling }));
  });
  onTestFinished(() => model.close());
  const hub = await startHubOnS3({ egressAllow: [model.host] });
  await hub.startWorkers();
  const runId = await startRun(hub, await registerEcho(hub, model), await importTexts(hub, ['a']));
  expect(await waitForEnd(hub, runId)).toMatchObject({ state: 'completed' });
  const [item] = await listItems(hub, runId);
  const { exchanges } = await readItem(hub, item?.id ?? '');
  expect(exchanges[0]?.response?.body).toContain(filling);
});

test('gives out an image under an address that another process wrote', async () => {
  const shared = {
    secretKey: 'one key for every process of a hub',
    publicUrl: 'https://hub.example',
  };
  const writer = await startHubOnS3(shared);
  const s3 = { s3Bucket: 'assets', s3Endpoint: server.settings.endpoint };
  const { dataFolder } = writer;
  const config = readConfig({}, { ...s3, ...shared, dataFolder, logLevel: 'silent' });
  const other = await compose(config, writer.database, createLogger('silent'));
  onTestFinished(() => other.app.close());
  const bytes = await image().png().toBuffer();
  const { id } = await importImage(writer, bytes);
  const row = await writer.ask<{ asset: { hash: string } }>('GET', `/api/v1/data-rows/${id}`);
  const { hash } = row.body.asset;
  const facts = { hash, orientation: 1, width: 60, height: 40, isScaled: false };
  const { pathname, search, host } = new URL(writer.imageAddresses.write(facts));
  const answer = await other.app.inject({ url: `${pathname}${search}`, headers: { host } });
  expect(answer.statusCode).toBe(200);
  expect(Buffer.compare(answer.rawPayload, bytes)).toBe(0);
});

test('pauses a run while the files of its data rows cannot be read, goes on by itself, and no item fails for that (fault E10)', async () => {
  const proxy = await startTcpProxy(server.settings.endpoint);
  onTestFinished(() => proxy.close());
  const model = await startScriptedModel(async (_, response) => {
    if (model.calls.length === 2) await proxy.set({ state: 'refusing' });
    if (model.calls.length === 2) proxy.resetAll();
    answerEcho(response, 'seen');
  });
  onTestFinished(() => model.close());
  const hub = await startHubOnS3({ s3Endpoint: proxy.url, egressAllow: [model.host] });
  const changes = { dataRowTypes: ['image'], limits: { concurrency: 1 } };
  const modelId = await registerEcho(hub, model, changes);
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Images' });
  const images = Array.from({ length: 6 }, async (_, n) => [
    `${n}.png`,
    await image(n).png().toBuffer(),
  ]);
  const files = Object.fromEntries(await Promise.all(images));
  await hub.upload(`/api/v1/datasets/${body.id}/import?format=files`, files);
  await hub.startWorkers();
  const runId = await startRun(hub, modelId, body.id);
  await expect
    .poll(() => readRun(hub, runId))
    .toMatchObject({
      state: 'paused',
      reason: expect.stringContaining('cannot be read: The storage'),
      pause: { cause: 'storage' },
    });
  expect((await readRun(hub, runId)).counts).toMatchObject({ succeeded: 2, failed: 0, pending: 4 });
  await proxy.set({ state: 'open' });
  const { counts } = await waitForEnd(hub, runId);
  expect(counts).toMatchObject({ total: 6, succeeded: 6, failed: 0 });
  expect(model.calls).toHaveLength(6);
}, 60_000);

test('is not ready while its storage is not to be had, and ready again afterwards', async () => {
  const proxy = await startTcpProxy(server.settings.endpoint);
  onTestFinished(() => proxy.close());
  const hub = await startHubOnS3({ s3Endpoint: proxy.url });
  const ask = async () => (await hub.app.inject({ url: '/readyz' })).json();
  await proxy.set({ state: 'refusing' });
  proxy.resetAll();
  expect(await ask()).toMatchObject({ ready: false, parts: { storage: 'failed' } });
  await proxy.set({ state: 'open' });
  expect(await ask()).toMatchObject({ parts: { storage: 'ready' } });
});

test('does not start on a bucket that it cannot write to, and says why', async () => {
  await expect(
    createTestHub({ s3Bucket: 'none', s3Endpoint: server.settings.endpoint }),
  ).rejects.toMatchObject({
    code: 'STORAGE_REFUSED',
    message: expect.stringContaining('PATCHBAY_S3_BUCKET'),
  });
});
