import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listen } from '../testing/listen.ts';
import { runInProcess } from '../testing/run-in-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-no-hub-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('without a hub the exit status is 3 and the message says how to start one', async () => {
  const { status, stderr, stdout } = await runInProcess(['model', 'list'], {
    PATCHBAY_DATA: folder,
  });
  expect(status).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('HUB_UNREACHABLE');
  expect(stderr).toContain(join(folder, 'hub.json'));
  expect(stderr).toContain('patchbay serve');
});

test('a hub that was killed left its address behind; it does not answer', async () => {
  await writeFile(join(folder, 'hub.json'), JSON.stringify({ url: 'http://127.0.0.1:1' }));
  await writeFile(join(folder, 'api-key'), 'key\n');
  const { status, stderr } = await runInProcess(['model', 'list'], { PATCHBAY_DATA: folder });
  expect(status).toBe(3);
  expect(stderr).toContain('http://127.0.0.1:1');
});

test('a missing key is told apart from a missing hub', async () => {
  const environment = { PATCHBAY_DATA: folder, PATCHBAY_URL: 'http://127.0.0.1:1' };
  const { status, stderr } = await runInProcess(['model', 'list'], environment);
  expect(status).toBe(1);
  expect(stderr).toContain('AUTH_REQUIRED');
  expect(stderr).toContain('PATCHBAY_API_KEY');
});

test.each(['http://hub.example.org', 'https://127.0.0.1.example.org', 'http://10.0.0.5:7400'])(
  'the key of the data folder, which may do everything, is not shown to %s',
  async (url) => {
    await writeFile(join(folder, 'api-key'), 'key\n');
    const environment = { PATCHBAY_DATA: folder, PATCHBAY_URL: url };
    const { status, stderr } = await runInProcess(['model', 'list'], environment);
    expect(status).toBe(1);
    expect(stderr).toContain('AUTH_REQUIRED');
    expect(stderr).toContain(`no key for ${url}`);
  },
);

test('an address that is none is refused', async () => {
  const environment = { PATCHBAY_URL: 'localhost:7400', PATCHBAY_API_KEY: 'key' };
  const { status, stderr } = await runInProcess(['model', 'list'], environment);
  expect(status).toBe(1);
  expect(stderr).toContain('"localhost:7400"');
});

test.each([
  [200, 'text/html', '<!doctype html><p>Hello'],
  [502, 'text/html', '<h1>Bad gateway</h1>'],
  [200, 'application/json', '{"items":[{"id":1}],"nextCursor":null}'],
  [404, 'application/json', '{"error":"no such page"}'],
])('another program that answers %s %s is not taken for a hub', async (code, type, body) => {
  const server = await listen((_, response) => {
    response.writeHead(code, { 'content-type': type }).end(body);
  });
  try {
    const environment = { PATCHBAY_URL: server.url, PATCHBAY_API_KEY: 'key' };
    const { status, stderr } = await runInProcess(['model', 'list'], environment);
    expect(status).toBe(3);
    expect(stderr).toContain(`something answers at ${server.url}`);
  } finally {
    server.close();
  }
});

test('with --json the error is one document with code, message and remedy', async () => {
  const { status, stdout } = await runInProcess(['run', 'list', '--json'], {
    PATCHBAY_DATA: folder,
  });
  expect(status).toBe(3);
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'HUB_UNREACHABLE',
      title: expect.any(String),
      message: expect.stringContaining('hub.json'),
      remedy: expect.stringContaining('patchbay serve'),
    },
  });
});
