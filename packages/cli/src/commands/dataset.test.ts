import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../testing/listen.ts';
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 60_000);
afterAll(() => hub.stop(), 60_000);

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a folder becomes a dataset of its name, and says what it left out', async () => {
  const folder = await makeFolder('mixed', {
    'a.png': pixel,
    'deep/b.txt': 'a text',
    'truth.json': '{}',
  });
  const first = await hub.patchbay('dataset', 'import', folder, '--json');
  expect(first.status).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({
    dataset: { name: 'mixed' },
    imported: 2,
    alreadyThere: 0,
    failed: [],
    skipped: ['truth.json'],
  });
  expect(first.stderr).toContain('each file is a data row');
  expect(first.stderr).toContain('1 file of other types left out: truth.json');

  const again = await hub.patchbay('dataset', 'import', folder);
  expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('2 already there') });
  const { stdout } = await hub.patchbay('dataset', 'list');
  expect(stdout).toMatch(/mixed +2 +1 image, 1 text /);
});

test('lines of text go into a dataset that is there already', async () => {
  const folder = await makeFolder('reviews', { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n' });
  for (const file of ['a.txt', 'b.txt']) {
    const words = ['--name', 'lines', '--format', 'text-lines'];
    const { status } = await hub.patchbay('dataset', 'import', join(folder, file), ...words);
    expect(status).toBe(0);
  }
  const { stdout } = await hub.patchbay('dataset', 'list');
  expect(stdout).toMatch(/lines +3 +3 text /);
});

test('the addresses of a list are fetched; one that fails is told with its line', async () => {
  const server = await listen((request, response) => {
    if (request.url === '/a.png') response.setHeader('content-type', 'image/png').end(pixel);
    else response.writeHead(404).end();
  });
  try {
    const list = `url,id\n${server.url}/a.png,first\n${server.url}/b.png,second\n`;
    const folder = await makeFolder('lists', { 'list.csv': list });
    const { status, stdout } = await hub.patchbay('dataset', 'import', join(folder, 'list.csv'));
    expect(status).toBe(1);
    expect(stdout).toContain('1 data row imported');
    expect(stdout).toContain('list.csv:3');
  } finally {
    server.close();
  }
});

test('a file that cannot be read is told with its remedy; the others are imported', async () => {
  const folder = await makeFolder('broken', { 'good.png': pixel, 'bad.png': 'no image at all' });
  const { status, stdout } = await hub.patchbay('dataset', 'import', folder);
  expect(status).toBe(1);
  expect(stdout).toContain('1 data row imported');
  expect(stdout).toContain('bad.png');
  expect(stdout).toContain('INPUT_FILE_UNREADABLE');
});

test('nothing is made where there is nothing to import', async () => {
  const missing = await hub.patchbay('dataset', 'import', join(hub.folder, 'nowhere'));
  expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('nowhere') });
  const folder = await makeFolder('nothing', { 'truth.json': '{}' });
  const nothing = await hub.patchbay('dataset', 'import', folder);
  expect(nothing).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('there is no file in'),
  });
  const { stdout } = await hub.patchbay('dataset', 'list', '--json');
  expect(stdout).not.toContain('nothing');
});

test('a format that there is not is refused with those that there are', async () => {
  const { status, stderr } = await hub.patchbay('dataset', 'import', '.', '--format', 'zip');
  expect(status).toBe(1);
  expect(stderr).toContain('text-lines');
});

async function makeFolder(
  name: string,
  files: { readonly [path: string]: string | Uint8Array },
): Promise<string> {
  const folder = join(hub.folder, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
