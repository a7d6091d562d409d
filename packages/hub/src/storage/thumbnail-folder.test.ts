import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSingleStorage } from './single-storage.ts';
import { createThumbnailFolder } from './thumbnail-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-thumbnails-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hash = 'a'.repeat(64);
const makeAs = (name: string) => vi.fn(async () => Buffer.from(name));

test('a picture is made once, also for those who ask at the same time, and kept for the next process', async () => {
  const make = makeAs('small');
  const thumbnails = createThumbnailFolder(folder);
  const provided = await Promise.all([1, 2, 3].map(() => thumbnails.provide(hash, 240, make)));
  expect(provided.map(String)).toEqual(['small', 'small', 'small']);
  const again = await createThumbnailFolder(folder).provide(hash, 240, make);
  expect([String(again), make.mock.calls.length]).toEqual(['small', 1]);
  expect(await readdir(join(folder, 'aa', hash.slice(2)))).toEqual(['240.webp']);
});

test('pictures of other files and of other sizes are others', async () => {
  const thumbnails = createThumbnailFolder(folder);
  await thumbnails.provide(hash, 240, makeAs('one'));
  expect(String(await thumbnails.provide(hash, 480, makeAs('larger')))).toBe('larger');
  expect(String(await thumbnails.provide('b'.repeat(64), 240, makeAs('other')))).toBe('other');
});

test('a size that no page asks for is made each time, and an empty file made anew', async () => {
  const thumbnails = createThumbnailFolder(folder);
  for (const name of ['one', 'two']) {
    expect(String(await thumbnails.provide(hash, 241, makeAs(name)))).toBe(name);
  }
  expect(await readdir(folder)).toEqual([]);
  await thumbnails.provide(hash, 240, makeAs('one'));
  await writeFile(join(folder, 'aa', hash.slice(2), '240.webp'), '');
  expect(String(await thumbnails.provide(hash, 240, makeAs('anew')))).toBe('anew');
});

test('a picture that could not be made is tried again', async () => {
  const thumbnails = createThumbnailFolder(folder);
  const broken = () => Promise.reject(new Error('no picture'));
  await expect(thumbnails.provide(hash, 240, broken)).rejects.toThrow('no picture');
  expect(String(await thumbnails.provide(hash, 240, makeAs('one')))).toBe('one');
});

test('a picture is given where there is no room to keep it', async () => {
  await writeFile(join(folder, 'aa'), 'a file where a folder should be');
  expect(String(await createThumbnailFolder(folder).provide(hash, 240, makeAs('one')))).toBe('one');
});

test('a file that is removed from the storage takes its pictures along', async () => {
  const thumbnails = createThumbnailFolder(folder);
  const storage = thumbnails.follow(createSingleStorage());
  const asset = await storage.put(Readable.from([Buffer.from('a picture')]));
  await thumbnails.provide(asset.hash, 240, makeAs('one'));
  await storage.remove(asset.hash);
  expect(String(await thumbnails.provide(asset.hash, 240, makeAs('anew')))).toBe('anew');
});
