import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHubProcess } from '../testing/hub-process.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';
import { readPostmasterPid } from './leftover-server.ts';
import { readProcessStart } from './process-identity.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'patchbay-server-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function query(server: EmbeddedServer, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the server is durable, in UTF-8, reached by a socket alone, and stops for good (fault E3)', async () => {
  const server = await startEmbeddedServer(join(root, await makeFolder('plain')));
  const settings = await query(
    server,
    `select name, setting from pg_settings where name in
       ('fsync', 'full_page_writes', 'listen_addresses', 'server_encoding', 'data_checksums')
     order by name`,
  );
  expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    server_encoding: 'UTF8',
    data_checksums: 'on',
  });
  const [version] = await query(server, 'show server_version');
  expect(version?.server_version).toMatch(/^18\./);
  await server.stop();
  expect(await readProcessStart(server.pid)).toBeNull();
});

test('a folder whose path is too long for a socket gets a port on loopback', async () => {
  const folder = join(root, await makeFolder('deep'), 'a'.repeat(90));
  await mkdir(folder);
  const server = await startEmbeddedServer(folder);
  try {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    const intruder = new URL(server.url);
    intruder.password = 'guess';
    const client = new pg.Client({ connectionString: intruder.href });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
  } finally {
    await server.stop();
  }
});

test('what was committed survives the death of the server, and the next start recovers it (fault E2)', async () => {
  const folder = join(root, await makeFolder('crash'));
  const first = await startEmbeddedServer(folder);
  await query(first, 'create table kept as select 42 as answer');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  // A stranger has the id of the dead server by now: this very process.
  const pidFile = join(folder, 'postgres/postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
  const second = await startEmbeddedServer(folder);
  expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('a setting that PostgreSQL refuses is reported with the end of its log', async () => {
  const folder = join(root, await makeFolder('broken'));
  await expect(startEmbeddedServer(folder, { shared_buffers: 'lots' })).rejects.toMatchObject({
    code: 'STORAGE_DATABASE_FAILED',
    message: expect.stringContaining('shared_buffers'),
  });
});

test('a hub that is killed leaves its server, and the next hub stops it and goes on (fault E2)', async () => {
  const folder = join(root, await makeFolder('killed'));
  const first = await startHubProcess(folder);
  const key = await readFile(join(folder, 'api-key'), 'utf8');
  await first.end('SIGKILL');
  const leftover = await readPostmasterPid(join(folder, 'postgres'));
  expect(leftover && (await readProcessStart(leftover))).not.toBeNull();

  const second = await startHubProcess(folder);
  expect(second.first.state).toBe('started');
  expect(leftover && (await readProcessStart(leftover))).toBeNull();
  expect(await readFile(join(folder, 'api-key'), 'utf8')).toBe(key);
  const running = await readPostmasterPid(join(folder, 'postgres'));
  await second.end('SIGTERM');
  expect(running && (await readProcessStart(running))).toBeNull();
});

test('a hub whose own database dies ends by itself, and the next start goes on', async () => {
  const folder = join(root, await makeFolder('orphaned'));
  const first = await startHubProcess(folder);
  const ended = once(first.child, 'exit');
  process.kill((await readPostmasterPid(join(folder, 'postgres'))) ?? 0, 'SIGKILL');
  await ended;
  const second = await startHubProcess(folder);
  expect(second.first.state).toBe('started');
  await second.end('SIGTERM');
});

test('a second hub on the folder is refused by the id of the first, which goes on (fault E4)', async () => {
  const folder = join(root, await makeFolder('shared'));
  const first = await startHubProcess(folder);
  const second = await startHubProcess(folder);
  expect(second.first).toMatchObject({
    state: 'failed',
    code: 'STORAGE_HELD',
    message: expect.stringContaining(String(first.child.pid)),
  });
  const url = first.first.state === 'started' ? first.first.url : '';
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await first.end('SIGINT');
});

test.runIf(process.getuid?.() === 0)('an ordinary user runs a hub as well as root', async () => {
  const nobody = { uid: 65_534, gid: 65_534 };
  const folder = join(await mkdtemp(join(tmpdir(), 'patchbay-nobody-')), 'data');
  await chown(join(folder, '..'), nobody.uid, nobody.gid);
  const hub = await startHubProcess(folder, nobody);
  expect(hub.first.state).toBe('started');
  await hub.end('SIGTERM');
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function makeFolder(name: string): Promise<string> {
  await mkdir(join(root, name));
  return name;
}
