import { execFile } from 'node:child_process';
import { chown, mkdtemp, open, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../database/database.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, type ScriptedModel, startScriptedModel } from './testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  readRun,
  registerEcho,
  startRun,
  waitForEnd,
} from './testing/start-run.ts';

const run = promisify(execFile);

let hub: TestHub;
let model: ScriptedModel;
beforeEach(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  model = await startScriptedModel((call, response) => answerEcho(response, call.text));
});
afterEach(async () => {
  await hub.end();
  await model.close();
});

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

async function start(lines: readonly string[]): Promise<string> {
  await hub.startWorkers();
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 16 } });
  return await startRun(hub, modelId, await importTexts(hub, lines));
}

async function expectExact(runId: string): Promise<void> {
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
}

test('a value that only the database refuses fails its own item, and its answer is kept (fault E14)', async () => {
  await hub.database.pool.query(
    `alter table predictions add constraint no_poison
     check (annotations::text not like '%poison%')`,
  );
  const lines = numbered(60).with(17, 'poison one').with(18, 'poison two');
  const runId = await start(lines);
  const { counts } = await waitForEnd(hub, runId);
  expect(counts).toMatchObject({ total: 60, succeeded: 58, failed: 2 });
  const [failed] = await listItems(hub, runId, '&state=failed');
  expect(failed?.problem).toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('could not be stored'),
  });
  const { exchanges } = await readItem(hub, failed?.id ?? '');
  expect(exchanges[0]?.response?.body).toContain('poison');
  expect(model.calls).toHaveLength(60);
  await expectExact(runId);
});

test('while the database only reads nothing is lost, and afterwards everything is stored once (fault E8)', async () => {
  const runId = await start(numbered(300));
  await expect.poll(() => model.calls.length).toBeGreaterThan(20);
  await command('alter database', "set default_transaction_read_only = 'on'");
  await expect.poll(readsOnly).toBe(true);
  await command('alter database', 'reset default_transaction_read_only');
  const ended = await waitForEnd(hub, runId);
  expect(ended.counts).toMatchObject({ total: 300, succeeded: 300, failed: 0 });
  await expectExact(runId);
}, 60_000);

test('a full disk pauses the run; once there is room again it goes on by itself, and nothing is lost (fault E10)', async () => {
  const disk = await mountSmallDisk();
  await hub.database.pool.query(`alter table predictions set tablespace ${disk.tablespace}`);
  await disk.fill();
  const runId = await start(numbered(400));
  await expect
    .poll(async () => (await readRun(hub, runId)).reason ?? '', { timeout: 30_000 })
    .toContain('No space left');
  const paused = await readRun(hub, runId);
  expect(paused).toMatchObject({ state: 'paused', pause: { cause: 'storage' } });
  const asked = model.calls.length;
  expect(asked).toBeLessThan(400);
  await expectExact(runId);

  await disk.free();
  const ended = await waitForEnd(hub, runId);
  expect(ended.counts).toMatchObject({ total: 400, succeeded: 400, failed: 0 });
  // Whoever looks whether there is room asks about an item, and may have to ask about it again.
  expect(model.calls.length).toBeLessThanOrEqual(402);
  await expectExact(runId);
}, 90_000);

/** Changes the database by a connection beside it, and has all others made anew. */
async function command(verb: string, change: string): Promise<void> {
  const beside = createDatabase(hub.database.url, { maximumConnections: 1 });
  const name = new URL(hub.database.url).pathname.slice(1);
  await beside.pool.query('set transaction_read_only = off');
  await beside.pool.query('set default_transaction_read_only = off');
  await beside.pool.query(`${verb} ${name} ${change}`);
  await beside.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await beside.close();
}

async function readsOnly(): Promise<boolean> {
  try {
    const { rows } = await hub.database.pool.query<{ mode: string }>(
      'select current_setting($1) as mode',
      ['transaction_read_only'],
    );
    return rows[0]?.mode === 'on';
  } catch {
    return false; // a connection that was just ended
  }
}

/** A disk of a few megabytes, in memory, and a tablespace on it. Needs the right to mount. */
async function mountSmallDisk() {
  const { rows } = await hub.database.pool.query<{ data_directory: string }>('show data_directory');
  const { uid, gid } = await stat(rows[0]?.data_directory ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-small-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', folder]);
  await chown(folder, uid, gid);
  const tablespace = `small_${folder.slice(-6).toLowerCase()}`;
  await hub.database.pool.query(`create tablespace "${tablespace}" location '${folder}'`);
  onTestFinished(async () => {
    await run('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  const filler = join(folder, 'filler');
  return {
    tablespace: `"${tablespace}"`,
    /** Leaves room for a few pages. */
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      const file = await open(filler, 'w');
      await file.write(Buffer.alloc(Math.max(0, bavail * bsize - 16 * 1024)));
      await file.close();
    },
    free: () => rm(filler),
  };
}
