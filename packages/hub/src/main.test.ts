import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database/testing/test-database.ts';
import { type Hub, startHub } from './main.ts';

let dataFolder: string;
let database: TestDatabase;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-main-'));
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
  await rm(dataFolder, { recursive: true, force: true });
});

function start(options: object = {}): Promise<Hub> {
  return startHub({
    dataFolder,
    port: 0,
    logLevel: 'silent',
    databaseUrl: database.url,
    ...options,
  });
}

/** What the tests read of an answer. */
interface Answer {
  status: number;
  body: { code?: string; message?: string; model?: { id: string } };
}

async function ask(hub: Hub, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(hub.url + path, {
    method,
    headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const read: unknown = await answer.json();
  return { status: answer.status, body: Object(read) };
}

describe('a hub on a database of its own choosing', () => {
  test('it writes down where it answers, keeps its key, and leaves no trace of running', async () => {
    const first = await start();
    const written = JSON.parse(await readFile(join(dataFolder, 'hub.json'), 'utf8'));
    expect(written).toEqual({ url: first.url, pid: process.pid });
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await readFile(join(dataFolder, 'api-key'), 'utf8')).trim()).toBe(first.apiKey);
    await first.stop();
    await first.ended;
    expect(await readdir(dataFolder)).toEqual(['api-key', 'assets', 'secret-key']);
    const second = await start();
    expect(second.apiKey).toBe(first.apiKey);
    expect((await ask(second, 'GET', '/api/v1/models')).status).toBe(200);
    await second.stop();
    const { rows } = await database.pool.query(
      'select (select count(*)::int from organization) o, (select count(*)::int from apikey) k',
    );
    expect(rows).toEqual([{ o: 1, k: 1 }]);
  });

  test('a hub without its key file makes another key', async () => {
    const first = await start();
    await first.stop();
    await rm(join(dataFolder, 'api-key'));
    const second = await start();
    expect(second.apiKey).not.toBe(first.apiKey);
    expect((await ask(second, 'GET', '/api/v1/models')).status).toBe(200);
    await second.stop();
  });

  test('a port that is taken ends the start with the way to another, and the folder is free again', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(start({ port })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining(`Port ${port} of 127.0.0.1 is taken`),
    });
    other.close();
    await (await start()).stop();
  });

  test('a database that cannot be reached ends the start with the reason', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'guess';
    await expect(start({ databaseUrl: wrong.href })).rejects.toMatchObject({
      code: 'STORAGE_DATABASE_FAILED',
      message: expect.stringContaining('password authentication failed'),
    });
    expect(await readdir(dataFolder)).toEqual([]);
  });

  test('with another key than that of its database, or with none, a hub does not start and makes none, and says what to do (fault W2)', async () => {
    const first = await start();
    await first.stop();
    const file = join(dataFolder, 'secret-key');
    const key = await readFile(file, 'utf8');
    await rm(file);
    const refused = (known: string) => ({
      code: 'SECRET_UNREADABLE',
      message: expect.stringMatching(
        new RegExp(`sealed with the key [0-9a-f]{8}, and this process has ${known}.*--lost-key`),
      ),
    });
    await expect(start()).rejects.toMatchObject(refused('no key'));
    expect(await readdir(dataFolder)).toEqual(['api-key', 'assets']);
    const secretKey = 'another key than the one before it';
    await expect(start({ secretKey })).rejects.toMatchObject(refused('the key [0-9a-f]{8}'));
    await writeFile(file, key);
    await (await start({ secretKey })).stop();
  });
});
