import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataRowView, DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createAuditLog } from '../access/audit.ts';
import { tryToKeepImportsOut } from '../database/named-files.ts';
import { evaluate, importPrompts } from '../evaluations/testing/evaluate.ts';
import { createExchangeStore } from '../runs/exchanges/exchange-store.ts';
import { startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from '../runs/testing/start-run.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createImportStore } from './import-store.ts';
import { readVideo } from './videos/testing/video-fixtures.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

async function createDataset(): Promise<string> {
  const name = `Dataset ${crypto.randomUUID()}`;
  return (await hub.ask<DatasetView>('POST', '/api/v1/datasets', { name })).body.id;
}

function draw(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: colour } })
    .png()
    .toBuffer();
}

async function upload(id: string, format: string, files: { [name: string]: string | Uint8Array }) {
  await hub.upload(`/api/v1/datasets/${id}/import?format=${format}`, files);
  const { body } = await hub.ask<{ items: DataRowView[] }>(
    'GET',
    `/api/v1/datasets/${id}/data-rows`,
  );
  return body.items;
}

/** What the hub does every minute. */
async function sweep(meanwhile?: () => Promise<void>): Promise<number> {
  const storage = await createFolderStorage(join(hub.dataFolder, 'assets'));
  return createExchangeStore(hub.database).removeLeftovers(24, async (asset) => {
    await storage.remove(asset);
    await meanwhile?.();
  });
}

async function waitUntilSomebodyWaits(locktype: string): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await hub.database.pool.query(
            `select from pg_locks join pg_stat_activity using (pid)
             where not granted and locktype = $1 and datname = current_database()`,
            [locktype],
          )
        ).rowCount,
    )
    .toBeGreaterThan(0);
}

const isKept = (hash: string) =>
  existsSync(join(hub.dataFolder, 'assets', hash.slice(0, 2), hash.slice(2)));

async function remove(id: string) {
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  const answer = await hub.app.inject({ method: 'DELETE', url: `/api/v1/datasets/${id}`, headers });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}

test('a dataset is removed with its rows, and with the files that no other dataset has', async () => {
  const [mine, shared, attached] = await Promise.all(['red', 'green', 'blue'].map(draw));
  const url = `data:image/png;base64,${attached?.toString('base64')}`;
  const line = JSON.stringify({ text: 'look', attachments: [{ type: 'image', url }] });
  const [gone, stays] = [await createDataset(), await createDataset()];
  const rows = await upload(gone, 'files', { 'mine.png': mine ?? '', 'shared.png': shared ?? '' });
  await upload(gone, 'rows-jsonl', { 'a.jsonl': line });
  await upload(stays, 'files', { 'also.png': shared ?? '' });
  const { body: row } = await hub.ask('GET', `/api/v1/datasets/${gone}/data-rows?type=text`);
  const { body: whole } = await hub.ask<{ attachments: { asset: { hash: string } }[] }>(
    'GET',
    `/api/v1/data-rows/${(row as { items: { id: string }[] }).items[0]?.id}`,
  );
  const attachment = whole.attachments[0]?.asset.hash ?? '';
  const [mineHash = '', sharedHash = ''] = rows.map(({ asset }) => asset.hash);
  expect([mineHash, sharedHash, attachment].map(isKept)).toEqual([true, true, true]);

  expect((await remove(gone)).status).toBe(204);
  expect((await hub.ask('GET', `/api/v1/datasets/${gone}`)).status).toBe(404);
  expect((await hub.ask('GET', `/api/v1/data-rows/${rows[0]?.id}`)).status).toBe(404);
  expect(await sweep()).toBe(3);
  expect([mineHash, sharedHash, attachment].map(isKept)).toEqual([false, true, false]);
  const { body: audit } = await hub.ask('GET', '/api/v1/audit?limit=1');
  expect(audit).toMatchObject({
    items: [{ action: 'dataset:removed', details: { dataRows: 3 } }],
  });
});

test('no file is removed while something is imported, which may name it in a moment', async () => {
  const gone = await createDataset();
  const [row] = await upload(gone, 'files', { 'a.png': await draw('yellow') });
  await remove(gone);
  const letGo = await createImportStore(hub.database, createAuditLog()).keepFiles();
  expect(await sweep()).toBe(0);
  expect(isKept(row?.asset.hash ?? '')).toBe(true);
  await letGo();
  expect(await sweep()).toBe(1);
  expect(isKept(row?.asset.hash ?? '')).toBe(false);
});

test('attached images and frames of videos stay as long as another dataset has them', async () => {
  const url = `data:image/png;base64,${(await draw('black')).toString('base64')}`;
  const line = JSON.stringify({ text: 'look', attachments: [{ type: 'image', url }] });
  const [gone, stays] = [await createDataset(), await createDataset()];
  for (const id of [gone, stays]) {
    await upload(id, 'rows-jsonl', { 'a.jsonl': line });
    await upload(id, 'files', { 'a.mp4': readVideo('counting.mp4') });
  }
  // Frames of a video that is remembered under one dataset are files of the other as well.
  await remove(gone);
  const frames = await hub.database.pool.query<{ hash: string }>(
    "select frame ->> 'hash' as hash from video_frames, jsonb_array_elements(frames) as frame",
  );
  await hub.database.pool.query(
    `insert into storage_leftovers (organisation_id, asset, created_at)
     select $1, asset, '-infinity' from unnest($2::text[]) as asset`,
    [hub.organisationId, frames.rows.map(({ hash }) => hash)],
  );
  expect(await sweep(() => expect.fail('nothing is to be removed'))).toBe(4);
  await remove(stays);
  expect(await sweep()).toBe(4);
});

test('a file that becomes a leftover again while it is looked at is removed by the next look', async () => {
  const [mine, shared] = await Promise.all(['cyan', 'magenta'].map(draw));
  const [first, second] = [await createDataset(), await createDataset()];
  await upload(first, 'files', { 'mine.png': mine ?? '', 'shared.png': shared ?? '' });
  const [row] = await upload(second, 'files', { 'also.png': shared ?? '' });
  await remove(first);
  const removals: ReturnType<typeof remove>[] = [];
  const looked = await sweep(async () => {
    removals.push(remove(second));
    await waitUntilSomebodyWaits('transactionid');
  });
  expect(looked).toBe(2);
  expect((await Promise.all(removals)).map(({ status }) => status)).toEqual([204]);
  expect(isKept(row?.asset.hash ?? '')).toBe(true);
  expect(await sweep()).toBe(1);
  expect(isKept(row?.asset.hash ?? '')).toBe(false);
});

test('frames of a video that are decoded later wait until files are removed, and are there then', async () => {
  const id = await createDataset();
  const [row] = await upload(id, 'files', { 'a.mp4': readVideo('counting.mp4') });
  const client = await hub.database.pool.connect();
  try {
    await client.query('begin');
    expect(await tryToKeepImportsOut(client)).toBe(true);
    const headers = { authorization: `Bearer ${hub.apiKey}` };
    const url = `/api/v1/data-rows/${row?.id}/frames/7`;
    const frame = hub.app.inject({ url, headers }).then(({ statusCode }) => statusCode);
    await waitUntilSomebodyWaits('advisory');
    await client.query('commit');
    expect(await frame).toBe(200);
  } finally {
    client.release();
  }
  await remove(id);
  const frames = await hub.database.pool.query('select from video_frames');
  expect([frames.rowCount, await sweep()]).toEqual([0, 4]);
});

test('frames that belong to no video any more go with the next look', async () => {
  const { rows } = await hub.database.pool.query<{ hash: string }>(
    `insert into video_frames (organisation_id, video_hash, selection, frames)
     values ($1, $2, '"ends"', $3) returning frames -> 0 ->> 'hash' as hash`,
    [hub.organisationId, 'f'.repeat(64), JSON.stringify([{ index: 0, timeMs: 0, hash: 'gone' }])],
  );
  const removed: string[] = [];
  await createExchangeStore(hub.database).removeLeftovers(24, async (asset) => {
    removed.push(asset);
  });
  expect(removed).toEqual(rows.map(({ hash }) => hash));
});

test('files that cannot be removed are tried again, and no removal goes on when imports are let in', async () => {
  const files = ['stuck', 'slow'];
  await hub.database.pool.query(
    `insert into storage_leftovers (organisation_id, asset, created_at)
     select $1, asset, '-infinity' from unnest($2::text[]) as asset`,
    [hub.organisationId, files],
  );
  let isSlowDone = false;
  const failing = createExchangeStore(hub.database).removeLeftovers(24, async (asset) => {
    if (asset === 'stuck') throw new Error('The storage is away.');
    await hub.database.pool.query('select pg_sleep(0.2)');
    isSlowDone = true;
  });
  await expect(failing).rejects.toThrow('The storage is away.');
  expect(isSlowDone).toBe(true);
  expect(await sweep()).toBe(files.length);
});

test('a dataset over which a run was made stays, with the name of the run', async () => {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, ['one']);
  const run = await waitForEnd(hub, await startRun(hub, modelId, datasetId));
  const { status, body } = await remove(datasetId);
  expect([status, body.code]).toEqual([409, 'INPUT_DATASET_HAS_RUNS']);
  expect(body.message).toContain(run.name);
  expect((await hub.ask('GET', `/api/v1/datasets/${datasetId}`)).status).toBe(200);
});

test('a dataset that an evaluation goes back to stays, with the name of the evaluation, until that is deleted', async () => {
  const datasetId = await importPrompts(hub, 'prompt,completion: Ann\nOne?,1\n');
  const candidates = [{ kind: 'completions', completions: 'Ann' }];
  const { id, name } = await evaluate(hub, { datasetId, candidates });
  const { status, body } = await remove(datasetId);
  expect([status, body.code]).toEqual([409, 'INPUT_IN_USE']);
  expect(body.message).toMatch(
    new RegExp(`^The evaluation "${name}" goes back to .* Delete it first`),
  );
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  await hub.app.inject({ method: 'DELETE', url: `/api/v1/evaluations/${id}`, headers });
  expect((await remove(datasetId)).status).toBe(204);
});

test('a dataset gets another name and description, but not the name of another', async () => {
  const [id, other] = [await createDataset(), await createDataset()];
  const url = `/api/v1/datasets/${id}`;
  const changed = await hub.ask('PATCH', url, { name: 'Parcels, wet', description: 'From Graz' });
  expect(changed.body).toMatchObject({ name: 'Parcels, wet', description: 'From Graz' });
  expect((await hub.ask('PATCH', url, { description: '' })).body).toMatchObject({
    name: 'Parcels, wet',
    description: '',
  });
  const taken = await hub.ask('PATCH', `/api/v1/datasets/${other}`, { name: 'Parcels, wet' });
  expect([taken.status, taken.body.code]).toEqual([409, 'INPUT_NAME_TAKEN']);
});

test('datasets are found by words, and listed newest first where that is wanted', async () => {
  for (const name of ['b 50% rain', 'a 50% rain', 'c 501 rain']) {
    await hub.ask('POST', '/api/v1/datasets', { name });
  }
  const names = async (query: string) =>
    (await hub.ask<{ items: DatasetView[] }>('GET', `/api/v1/datasets?${query}`)).body.items.map(
      ({ name }) => name,
    );
  expect(await names('text=50%25+RAIN')).toEqual(['a 50% rain', 'b 50% rain']);
  expect(await names('text=rain&order=newest')).toEqual(['c 501 rain', 'a 50% rain', 'b 50% rain']);
});
