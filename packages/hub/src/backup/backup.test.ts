import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { createEmptyDatabase } from '../database/testing/test-database.ts';
import { createExchangeStore } from '../runs/exchanges/exchange-store.ts';
import { createRunStore } from '../runs/run-store.ts';
import { startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun } from '../runs/testing/start-run.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const texts = [
  'plain',
  'tab\there',
  String.raw`back\slash \N \.`,
  'ä 🙂 \u2028',
  '"quoted", {json}',
];

let hub: TestHub;
let archive: Buffer;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  const model = await startScriptedModel();
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, texts));
  await vi.waitFor(async () => expect((await readRun(hub, runId)).state).toBe('completed'), 20_000);
  await hub.ask('GET', '/compat/v7/api/users/token_info');
  await importImages(['red', 'green', 'blue']);
  await keepPart('turns', 'an image of a conversation');
  await keepPart('attachments', 'an image beside a text');
  await hub.drain();
  await model.close();
  await hub.database.pool.query('create table of_another_program as select 1 as one');
  archive = await readArchive();
});
afterAll(() => hub.end());

async function importImages(colours: readonly string[]): Promise<void> {
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Images' });
  const files: Record<string, Uint8Array> = {};
  for (const background of colours) {
    const create = { width: 40, height: 30, channels: 3 as const, background };
    files[`${background}.png`] = await sharp({ create }).png().toBuffer();
  }
  await hub.upload(`/api/v1/datasets/${body.id}/import?format=files`, files);
}

/** Puts a file away and names it in the turns or the attachments of a text. */
async function keepPart(column: 'turns' | 'attachments', content: string): Promise<void> {
  const { hash, byteLength } = await (await openStorage()).put(asStream(content));
  const asset = { hash, byteLength, mediaType: 'image/png' };
  const image = { width: 1, height: 1 };
  const part = { type: 'image', asset, image, orientation: 1, sourceUrl: null };
  const written = column === 'turns' ? [{ role: 'user', parts: [part] }] : [part];
  await hub.database.pool.query(
    `update data_rows set ${column} = $1 where id = (select min(id::text)::uuid from data_rows)`,
    [JSON.stringify(written)],
  );
}

const asStream = (content: string) => Readable.from([Buffer.from(content)]);

const openStorage = () => createFolderStorage(join(hub.dataFolder, 'assets'));

async function readArchive(): Promise<Buffer> {
  const storage = await openStorage();
  const { stream, done } = writeBackup({
    database: hub.database,
    storage,
    knownKeyIds: [],
  });
  const [bytes] = await Promise.all([buffer(Readable.from(stream)), done]);
  return bytes;
}

const readManifest = () => JSON.parse(archive.subarray(512, archive.indexOf(0, 512)).toString());

/** An empty place for a backup. */
async function createPlace() {
  const database = await createEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-restored-'));
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const storage = await createFolderStorage(folder);
  const restoreFrom = (bytes: Uint8Array, options: { pauseRuns?: boolean } = {}) =>
    restoreBackup(Readable.from([zstdCompressSync(bytes)]), { database, storage, ...options });
  return { database, folder, storage, restoreFrom };
}

/** All rows of all tables as text, and the names of the tables. */
async function readAll({ pool }: Database): Promise<{ [table: string]: string[] }> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  );
  const found: { [table: string]: string[] } = {};
  for (const { name } of rows) {
    const read = await pool.query<{ row: string }>(
      `select t::text as row from public."${name}" t order by 1`,
    );
    found[name] = read.rows.map(({ row }) => row);
  }
  return found;
}

/** What belongs to one hub at work, and is not part of a backup. */
const passing =
  /^(of_another_program|begun_items|run_beats|model_gates|model_workers|endpoint_answers|storage_leftovers|schema_migrations)$/;
const lasting = (all: { [table: string]: string[] }) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !passing.test(name)));

const listFiles = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => /^..\/./.test(name)).sort();

test('everything comes back as it was: each row of each table, and each file', async () => {
  const { database, folder, restoreFrom } = await createPlace();
  const { inventory } = await restoreFrom(archive);
  const [before, after] = [lasting(await readAll(hub.database)), lasting(await readAll(database))];
  expect(after).toEqual(before);
  expect(before.predictions).toHaveLength(texts.length);
  expect(before.data_rows).toHaveLength(texts.length + 3);
  expect(await listFiles(folder)).toEqual(await listFiles(join(hub.dataFolder, 'assets')));
  expect(inventory.assets).toMatchObject({ count: 5, missing: [], missingCount: 0 });
  await expect(restoreFrom(archive)).rejects.toMatchObject({ code: 'STORAGE_NOT_EMPTY' });
});

test('numbers that are counted go on behind the highest', async () => {
  const { database, restoreFrom } = await createPlace();
  await restoreFrom(archive);
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into organization (id, name, slug, created_at)
     values (gen_random_uuid(), 'Second', 'second', now()) returning id`,
  );
  const inserted = database.pool.query(
    'insert into team_aliases (organisation_id) values ($1) returning *',
    [rows[0]?.id],
  );
  await expect(inserted).resolves.toMatchObject({ rowCount: 1 });
});

test('a backup that is cut off anywhere, or in which a byte is another, brings back all or nothing', async () => {
  const { database, restoreFrom } = await createPlace();
  await restoreFrom(archive);
  const whole = lasting(await readAll(database));
  const place = await createPlace();

  async function restoreDamaged(bytes: Uint8Array): Promise<void> {
    const outcome = await place.restoreFrom(bytes).then(
      () => 'restored',
      (error: { code?: string }) => error.code,
    );
    const { pool } = place.database;
    if (outcome === 'restored') {
      // Where the byte was of no meaning, such as the time at which an entry was written.
      expect(lasting(await readAll(place.database))).toEqual(whole);
      await pool.query('truncate organization, "user", datasets, data_rows, models cascade');
      await pool.query(
        `truncate calls, item_attempts, predictions, prediction_classes, run_tallies, run_items,
           audit_entries, deployment, team_aliases cascade`,
      );
      return;
    }
    expect(outcome).toMatch(/^(INPUT_BACKUP_UNREADABLE|STORAGE_SCHEMA_NEWER)$/);
    const there = await pool.query("select to_regclass('public.data_rows') is not null as there");
    if (!there.rows[0]?.there) return;
    expect((await pool.query('select from data_rows')).rowCount).toBe(0);
  }

  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: archive.length - 1 }),
      fc.option(fc.integer({ min: 1, max: 255 })),
      async (at, difference) => {
        if (difference === null) return await restoreDamaged(archive.subarray(0, at));
        const changed = Buffer.from(archive);
        changed[at] = (changed[at] ?? 0) ^ difference;
        await restoreDamaged(changed);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('a word in a row that is another word is noticed', async () => {
  const { database, restoreFrom } = await createPlace();
  const changed = Buffer.from(archive);
  changed.write('plaid', changed.indexOf('plain'));
  await expect(restoreFrom(changed)).rejects.toMatchObject({
    code: 'INPUT_BACKUP_UNREADABLE',
    message: expect.stringMatching(/the rows of \w+ are not those that were written/),
  });
  expect((await database.pool.query('select from data_rows')).rowCount).toBe(0);
});

test('what is no backup is refused with what is wrong with it', async () => {
  const { database, storage, restoreFrom } = await createPlace();
  for (const bytes of ['', 'no backup at all', zstdCompressSync('no archive')]) {
    const packed = Readable.from([Buffer.from(bytes)]);
    await expect(restoreBackup(packed, { database, storage })).rejects.toMatchObject({
      code: 'INPUT_BACKUP_UNREADABLE',
    });
  }
  const refused = async (entries: { [name: string]: string }) => {
    const other = pack();
    for (const [name, content] of Object.entries(entries)) other.entry({ name }, content);
    other.finalize();
    return await restoreFrom(await buffer(Readable.from(other))).catch(
      (error: { code: string; message: string }) => `${error.code} ${error.message}`,
    );
  };
  const manifest = readManifest();
  const changed = (changes: object) => JSON.stringify({ ...manifest, ...changes });
  expect(await refused({})).toContain('does not begin with manifest.json');
  expect(await refused({ 'photo.jpg': 'x' })).toContain('does not begin with manifest.json');
  expect(await refused({ 'manifest.json': '{' })).toContain('manifest.json is not in the form');
  expect(await refused({ 'manifest.json': changed({ formatVersion: 2 }) })).toContain('the form');
  expect(
    await refused({ 'manifest.json': changed({ migration: { when: 9e15, tag: 'later' } }) }),
  ).toContain('STORAGE_SCHEMA_NEWER');
  const whole = { 'manifest.json': changed({}) };
  expect(await refused(whole)).toContain('cut off');
  expect(await refused({ ...whole, 'assets/../../escaped': 'x' })).toContain(
    'belongs to no backup',
  );
  expect(await refused({ ...whole, [`assets/${'0'.repeat(64)}`]: 'x' })).toContain('other bytes');
  expect(await refused({ ...whole, 'tables/pg_authid/000001.copy': 'x' })).toContain(
    'not expected',
  );
  const tables = [{ name: 'organization', columns: ['id', 'name) from program $$x'] }];
  expect(await refused({ 'manifest.json': changed({ tables }) })).toContain('organization is not');
  const assets = { count: 0, byteLength: 0, missing: [], missingCount: 0 };
  const end = { 'inventory.json': JSON.stringify({ tables: [], assets }) };
  const rows = { 'tables/organization/000001.copy': 'x\n' };
  expect(await refused({ ...whole, ...rows, ...end })).toContain(
    'PostgreSQL refuses rows of organization',
  );
});

test('runs that had not ended wait where that is wanted, also one that is still to be planned', async () => {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, ['waits for a worker']);
  const states = ['preparing', 'queued', 'running', 'paused'];
  for (const state of states) {
    const runId = await startRun(hub, modelId, datasetId, { name: state });
    await hub.database.pool.query(
      `update runs set state = $2, pause_cause = case when $2 = 'paused' then 'endpoint' end
       where id = $1`,
      [runId, state],
    );
  }
  const { database, restoreFrom } = await createPlace();
  const { openRuns } = await restoreFrom(await readArchive(), { pauseRuns: true });
  expect(openRuns).toBe(4);
  const read = async () =>
    (
      await database.pool.query(
        'select id, organisation_id as "organisationId", name, state, pause_cause as cause from runs where name = any($1) order by name',
        [states],
      )
    ).rows;
  const restored = await read();
  expect(restored.map(({ name, state, cause }) => [name, state, cause])).toEqual([
    ['paused', 'paused', 'person'],
    ['preparing', 'preparing', 'person'],
    ['queued', 'paused', 'person'],
    ['running', 'paused', 'person'],
  ]);
  await createRunStore(database).move(restored[1], 'queued');
  expect((await read())[1]).toMatchObject({ name: 'preparing', state: 'paused' });
});

test('a file that is missing is named, and none is removed while a backup is written', async () => {
  const storage = await openStorage();
  const hash = (await storage.put(Readable.from([Buffer.from('wanted')]))).hash;
  await hub.database.pool.query(
    `update data_rows set asset_hash = $1 where global_key = 'red.png'`,
    [hash],
  );
  await hub.database.pool.query(
    `insert into storage_leftovers (organisation_id, asset, created_at)
     select id, $1, '-infinity' from organization limit 1`,
    [hash],
  );
  const exchanges = createExchangeStore(hub.database);
  const { stream, done } = writeBackup({ database: hub.database, storage, knownKeyIds: [] });
  const reading = stream[Symbol.asyncIterator]();
  await reading.next();
  const removeLeftovers = () => exchanges.removeLeftovers(24, async () => {});
  expect(await removeLeftovers()).toBe(0);
  while (!(await reading.next()).done);
  expect((await done).inventory.assets).toMatchObject({ count: 5, missingCount: 0 });
  // The server lets go of the lock a moment after the connection was closed.
  await expect.poll(removeLeftovers).toBe(1);

  await storage.remove(hash);
  const later = writeBackup({ database: hub.database, storage, knownKeyIds: [] });
  for await (const _ of later.stream);
  expect((await later.done).inventory.assets).toMatchObject({ count: 4, missing: [hash] });
});

test('a reader that goes away in the middle of a table ends the backup, and its connection with it', async () => {
  const database = await createEmptyDatabase();
  onTestFinished(() => database.drop());
  await migrate(database);
  // Far more than a socket and its buffers hold.
  await database.pool.query(
    `insert into calls (id, organisation_id, run_id, started_at, latency_ms, request)
     select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), 1,
       json_build_object('url', repeat(md5(number::text), 60))
     from generate_series(1, 20000) as number`,
  );
  const { stream, done } = writeBackup({
    database,
    storage: await openStorage(),
    knownKeyIds: [],
  });
  let byteLength = 0;
  for await (const chunk of stream) {
    byteLength += chunk.length;
    if (byteLength > 1_000_000) break;
  }
  await expect(done).rejects.toThrow();
  const { rows } = await database.pool.query(
    `select from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
       and pid <> pg_backend_pid() and state <> 'idle'`,
  );
  expect(rows).toEqual([]);
});

test('a row that PostgreSQL refuses at the beginning of a long table is told as what it is', async () => {
  const { database, storage } = await createPlace();
  const other = pack();
  other.entry({ name: 'manifest.json' }, JSON.stringify(readManifest()));
  const rows = Buffer.from(`${'x'.repeat(1000)}\n`.repeat(20_000));
  other.entry({ name: 'tables/organization/000001.copy' }, rows);
  other.finalize();
  const packed = Readable.from([zstdCompressSync(await buffer(Readable.from(other)))]);
  await expect(restoreBackup(packed, { database, storage })).rejects.toMatchObject({
    code: 'INPUT_BACKUP_UNREADABLE',
    message: expect.stringContaining('PostgreSQL refuses rows of organization'),
  });
});
