import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readRun,
  registerEcho,
  startRun,
  waitForEnd,
} from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

async function startModel() {
  const model = await startScriptedModel((_call, response) => {
    response.setHeader('content-type', 'application/json').end('{}');
  });
  onTestFinished(() => model.close());
  return model;
}

test('a secret that cannot be opened pauses the run, calls nobody, and lets it go on once it is entered again (fault W2)', async () => {
  const model = await startModel();
  const credentials = { bearer: { token: 'canary' } };
  const modelId = await registerEcho(hub, model, { credentials });
  await hub.database.pool.query(
    "update models set sealed_credentials = 'v1.12345678.a.b.c' where id = $1",
    [modelId],
  );
  const runId = await startRun(hub, modelId, await importTexts(hub, ['a', 'b']));
  await vi.waitFor(async () => expect((await readRun(hub, runId)).state).toBe('paused'), 10_000);
  const paused = await readRun(hub, runId);
  expect(paused).toMatchObject({ counts: { failed: 0, pending: 2 } });
  expect(JSON.stringify(paused)).toMatch(
    /credentials of the model cannot be opened.*sealed with the key 12345678, and this process knows the key/,
  );
  expect(model.calls).toHaveLength(0);
  await hub.ask('PATCH', `/api/v1/models/${modelId}`, { credentials });
  expect(await waitForEnd(hub, runId)).toMatchObject({
    state: 'completed',
    counts: { pending: 0 },
  });
  expect(model.calls).toHaveLength(2);
});

test('a stored image that is damaged fails its own item only', async () => {
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Turned' });
  const files = { 'red.jpg': await turnedImage('red'), 'blue.jpg': await turnedImage('blue') };
  await hub.upload(`/api/v1/datasets/${body.id}/import?format=files`, files);
  const rows = await hub.ask<{ items: { globalKey: string; asset: { hash: string } }[] }>(
    'GET',
    `/api/v1/datasets/${body.id}/data-rows`,
  );
  const { hash } = rows.body.items.find((row) => row.globalKey === 'red.jpg')?.asset ?? {
    hash: '',
  };
  const damaged = Buffer.from(files['red.jpg'].subarray(0, 100));
  await writeFile(join(hub.dataFolder, 'assets', hash.slice(0, 2), hash.slice(2)), damaged);

  const modelId = await registerEcho(hub, await startModel(), { dataRowTypes: ['image'] });
  const runId = await startRun(hub, modelId, body.id);
  expect((await waitForEnd(hub, runId)).counts).toMatchObject({ succeeded: 1, failed: 1 });
  const [failed] = await listItems(hub, runId, '&state=failed');
  expect(failed).toMatchObject({
    dataRow: { globalKey: 'red.jpg' },
    problem: { code: 'STORAGE_ASSET_DAMAGED', message: expect.stringContaining('"red.jpg"') },
  });
});

/** An image that has to be turned before it is sent. */
function turnedImage(background: string): Promise<Buffer> {
  const create = { width: 24, height: 16, channels: 3, background } as const;
  return sharp({ create }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
}
