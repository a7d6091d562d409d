import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createFolderStorage } from '../../storage/folder-storage.ts';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  registerEcho,
  startRun,
  waitForEnd,
} from '../testing/start-run.ts';
import { createExchangeStore } from './exchange-store.ts';
import { createExchangeSweeper } from './exchange-sweeper.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], exchangeLimit: 150_000 });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const long = 'x'.repeat(50_000);

/** A run whose answers are alike and long, with blanks that make them longer than a row takes. */
async function runLong(blanks: number): Promise<string> {
  const model = await startScriptedModel((_call, response) => {
    const body = JSON.stringify({ echo: long }) + ' '.repeat(blanks);
    response.setHeader('content-type', 'application/json').end(body);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, ['one', 'two']));
  expect((await waitForEnd(hub, runId)).counts.succeeded).toBe(2);
  return runId;
}

async function openSweeper(days: number | null) {
  const storage = await createFolderStorage(join(hub.dataFolder, 'assets'));
  const exchanges = createExchangeStore(hub.database);
  const onError = (error: unknown) => {
    throw error;
  };
  const readDays = async () => ({ others: days, own: [] });
  return { storage, sweeper: createExchangeSweeper({ exchanges, storage, readDays, onError }) };
}

async function listAssets(runId: string): Promise<string[]> {
  const { rows } = await hub.database.pool.query<{ asset: string }>(
    'select response_asset as asset from calls where run_id = $1 and response_asset is not null',
    [runId],
  );
  return rows.map(({ asset }) => asset);
}

const countLeftovers = async () =>
  (await hub.database.pool.query('select from storage_leftovers')).rowCount;

test('exchanges whose days are over go with their files, and their items say so', async () => {
  const runId = await runLong(40_000);
  const assets = await listAssets(runId);
  expect(new Set(assets).size).toBe(2);
  expect(await countLeftovers()).toBe(0);

  await (await openSweeper(null)).sweeper.sweep();
  await (await openSweeper(1)).sweeper.sweep();
  expect(await listAssets(runId)).toHaveLength(2);

  const { sweeper, storage } = await openSweeper(0);
  await sweeper.sweep();
  const { rowCount } = await hub.database.pool.query('select from calls where run_id = $1', [
    runId,
  ]);
  expect(rowCount).toBe(0);
  expect(await countLeftovers()).toBe(0);
  for (const asset of assets) {
    await expect(storage.read(asset)).rejects.toMatchObject({ code: 'STORAGE_ASSET_MISSING' });
  }
  const [item] = await listItems(hub, runId);
  const detail = await readItem(hub, item?.id ?? '');
  expect(detail.prediction?.annotations).toHaveLength(1);
  expect(detail.exchanges).toEqual([]);
  expect(detail.timeline[0]).toMatchObject({ kind: 'call', reach: 'removed' });
});

test('how long an exchange is kept counts from its call, however long ago its item was planned', async () => {
  const runId = await runLong(0);
  const { rows } = await hub.database.pool.query<{ id: string }>(
    'select id from calls where run_id = $1 order by id',
    [runId],
  );
  // As if its item had been planned years before it was sent.
  const planned = '01800000-0000-7000-8000-000000000001';
  await hub.database.pool.query('update calls set id = $2 where id = $1', [rows[0]?.id, planned]);
  const { sweeper } = await openSweeper(1);
  const isKept = async () => {
    await sweeper.sweep();
    return (await hub.database.pool.query('select from calls where id = $1', [planned])).rowCount;
  };
  expect(await isKept()).toBe(1);
  await hub.database.pool.query(
    "update calls set started_at = started_at - interval '25 hours' where id = $1",
    [planned],
  );
  expect(await isKept()).toBe(0);
});

test('a sweep does not look at all young calls of a run that was planned long ago; the next ones go on', async () => {
  const { pool } = hub.database;
  const idOf = (number: number) => `01800000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const insert = (from: number, to: number, hours: number) =>
    pool.query(
      `insert into calls (id, organisation_id, run_id, started_at, latency_ms, request)
       select ('01800000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, $1, $1,
         now() - make_interval(hours => $4), 1, '{}' from generate_series($2::int, $3::int) as number`,
      [idOf(0), from, to, hours],
    );
  onTestFinished(
    async () => void (await pool.query('delete from calls where run_id = $1', [idOf(0)])),
  );
  const countOld = async () =>
    (await pool.query("select from calls where started_at < now() - interval '1 day'")).rowCount;
  const { sweeper } = await openSweeper(1);

  await insert(2, 60_000, 0);
  await insert(60_001, 63_000, 25);
  await sweeper.sweep();
  expect(await countOld()).toBe(3000);
  await sweeper.sweep();
  expect(await countOld()).toBe(0);
  await insert(1, 1, 25);
  await sweeper.sweep();
  expect(await countOld()).toBe(0);
});

test('of an answer beyond the limit only its beginning is kept, and that is said', async () => {
  const runId = await runLong(200_000);
  const [item] = await listItems(hub, runId);
  const { exchanges } = await readItem(hub, item?.id ?? '');
  expect(exchanges[0]?.response?.cutFrom).toBe(long.length + '{"echo":""}'.length + 200_000);
  expect(exchanges[0]?.response?.body).toHaveLength(150_000);
});

test('a file that was put away for nobody is removed after a day, and not before', async () => {
  const { sweeper, storage } = await openSweeper(null);
  const put = async (text: string) => (await storage.put(asStream(text))).hash;
  const [old, fresh] = [await put('of a crash yesterday'), await put('being saved just now')];
  await hub.database.pool.query(
    `insert into storage_leftovers (organisation_id, asset, created_at)
     select id, asset, at from organization, (values ($1, now() - interval '25 hours'), ($2, now()))
       as left_over (asset, at) limit 2`,
    [old, fresh],
  );
  await sweeper.sweep();
  await expect(storage.read(old)).rejects.toMatchObject({ code: 'STORAGE_ASSET_MISSING' });
  expect((await storage.read(fresh)).toString()).toBe('being saved just now');
  expect(await readdir(join(hub.dataFolder, 'assets', 'incoming'))).toEqual([]);
});

async function* asStream(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
