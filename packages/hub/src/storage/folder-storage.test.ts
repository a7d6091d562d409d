import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderStorage } from './folder-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

test('bytes are kept under their hash, in a folder of its first two digits, and come back', async () => {
  const storage = await createFolderStorage(folder);
  const asset = await storage.put(pieces('hello ', 'world'));
  const hash = createHash('sha256').update('hello world').digest('hex');
  expect(asset).toEqual({ hash, byteLength: 11 });
  expect(await readFile(join(folder, hash.slice(0, 2), hash.slice(2)), 'utf8')).toBe('hello world');
  expect((await storage.read(hash)).toString()).toBe('hello world');
  expect((await buffer(await storage.openStream(hash))).toString()).toBe('hello world');
});

test('the same bytes are kept once, whoever is faster', async () => {
  const storage = await createFolderStorage(folder);
  const assets = await Promise.all([1, 2, 3].map(() => storage.put(pieces('same'))));
  expect(new Set(assets.map((asset) => asset.hash)).size).toBe(1);
  expect(await readdir(join(folder, assets[0]?.hash.slice(0, 2) ?? ''))).toHaveLength(1);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('a stream that breaks leaves nothing behind', async () => {
  const storage = await createFolderStorage(folder);
  async function* broken(): AsyncIterable<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('connection lost');
  }
  await expect(storage.put(broken())).rejects.toThrow('connection lost');
  expect(await readdir(folder)).toEqual(['incoming']);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('what a crash left unfinished is swept away a day later, and what another process writes stays', async () => {
  await mkdir(join(folder, 'incoming'));
  for (const name of ['left', 'growing']) {
    await writeFile(join(folder, 'incoming', name), 'half');
  }
  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  await utimes(join(folder, 'incoming/left'), dayAgo, dayAgo);
  await createFolderStorage(folder);
  expect(await readdir(join(folder, 'incoming'))).toEqual(['growing']);
});

test('a file that is gone is told by its hash', async () => {
  const storage = await createFolderStorage(folder);
  const missing = { code: 'STORAGE_ASSET_MISSING', details: { hash: 'ab'.repeat(32) } };
  await expect(storage.read('ab'.repeat(32))).rejects.toMatchObject(missing);
  await expect(storage.openStream('ab'.repeat(32))).rejects.toMatchObject(missing);
});
