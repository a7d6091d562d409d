import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileStorage } from '../asset-storage.ts';

/** A storage under test. */
export interface StorageUnderTest {
  readonly storage: FileStorage;
  /** The names of all files that are kept whole. */
  listKept(): Promise<readonly string[]>;
  /** The names of all files that are not finished, wherever they lie. */
  listUnfinished(): Promise<readonly string[]>;
}

async function* pieces(...parts: readonly (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** More than is kept in memory, so that it is sent in parts where there are parts. */
const long = randomBytes(21_000_001);

/** What every storage of assets does. `prepare` gives an empty one. */
export function describeStorage(name: string, prepare: () => Promise<StorageUnderTest>): void {
  describe(`a storage in ${name}`, () => {
    let under: StorageUnderTest;
    let storage: FileStorage;
    beforeEach(async () => {
      under = await prepare();
      storage = under.storage;
    });

    test('keeps bytes under their hash, in a folder of its first two digits, and gives them back', async () => {
      const hash = hashOf('hello world');
      expect(await storage.put(pieces('hello ', 'world'))).toEqual({ hash, byteLength: 11 });
      expect(await under.listKept()).toEqual([`${hash.slice(0, 2)}/${hash.slice(2)}`]);
      expect((await storage.read(hash)).toString()).toBe('hello world');
      expect((await buffer(await storage.openStream(hash))).toString()).toBe('hello world');
      expect(await storage.sizeOf(hash)).toBe(11);
    });

    test('removes a file for good, and one that is not there without a word', async () => {
      const { hash } = await storage.put(pieces('of no use any more'));
      await storage.remove(hash);
      await expect(storage.read(hash)).rejects.toMatchObject({ code: 'STORAGE_ASSET_MISSING' });
      expect(await under.listKept()).toEqual([]);
      await storage.remove(hash);
    });

    test('keeps a file of no bytes', async () => {
      const { hash, byteLength } = await storage.put(pieces());
      expect({ hash, byteLength }).toEqual({ hash: hashOf(''), byteLength: 0 });
      expect(await storage.read(hash)).toHaveLength(0);
      expect(await storage.sizeOf(hash)).toBe(0);
    });

    test('keeps a long file, which comes in pieces of any length', async () => {
      const cuts = [0, 1, 5_000_000, 13_000_000, long.length];
      const parts = cuts.slice(1).map((end, index) => long.subarray(cuts[index], end));
      const { hash, byteLength } = await storage.put(pieces(...parts));
      expect({ hash, byteLength }).toEqual({ hash: hashOf(long), byteLength: long.length });
      expect(Buffer.compare(await storage.read(hash), long)).toBe(0);
      expect(await under.listUnfinished()).toEqual([]);
      // Whoever brings it again finds it kept.
      expect(await storage.put(pieces(long))).toEqual({ hash, byteLength });
      expect(await under.listKept()).toHaveLength(1);
    });

    test.each([
      [0, 1],
      [3, 7],
      [20_999_990, 21_000_000],
    ])('gives out the bytes from %i to %i, both counted in', async (start, end) => {
      const { hash } = await storage.put(pieces(long));
      const part = await buffer(await storage.openStream(hash, { start, end }));
      expect(Buffer.compare(part, long.subarray(start, end + 1))).toBe(0);
    });

    test('keeps the same bytes once, whoever is faster', async () => {
      const assets = await Promise.all([1, 2, 3].map(() => storage.put(pieces('same'))));
      expect(new Set(assets.map((asset) => asset.hash)).size).toBe(1);
      expect(await under.listKept()).toHaveLength(1);
      expect(await under.listUnfinished()).toEqual([]);
    });

    test.each([
      ['short', ['half']],
      ['long', [long]],
    ] as const)('keeps nothing of a %s stream that breaks', async (_, parts) => {
      async function* broken(): AsyncIterable<Uint8Array> {
        yield* pieces(...parts);
        throw new Error('connection lost');
      }
      await expect(storage.put(broken())).rejects.toThrow('connection lost');
      expect(await under.listKept()).toEqual([]);
      expect(await under.listUnfinished()).toEqual([]);
    });

    test('lends a file to programs, and takes it back though they fail', async () => {
      const { hash } = await storage.put(pieces('for ', 'programs'));
      expect(await storage.withFile(hash, (path) => readFile(path, 'utf8'))).toBe('for programs');
      const failing = storage.withFile(hash, () => Promise.reject(new Error('no frames')));
      await expect(failing).rejects.toThrow('no frames');
      expect(await under.listUnfinished()).toEqual([]);
      expect((await storage.read(hash)).toString()).toBe('for programs');
    });

    test('tells a file that is gone by its hash, whatever is asked of it', async () => {
      const hash = 'ab'.repeat(32);
      const missing = { code: 'STORAGE_ASSET_MISSING', details: { hash } };
      await expect(storage.read(hash)).rejects.toMatchObject(missing);
      await expect(storage.openStream(hash)).rejects.toMatchObject(missing);
      await expect(storage.openStream(hash, { start: 0, end: 1 })).rejects.toMatchObject(missing);
      await expect(storage.sizeOf(hash)).rejects.toMatchObject(missing);
      await expect(storage.withFile(hash, async () => {})).rejects.toMatchObject(missing);
      expect(await under.listUnfinished()).toEqual([]);
    });

    test('says that it is ready, as often as it is asked', async () => {
      await storage.check();
      await storage.check();
      expect(await under.listUnfinished()).toEqual([]);
    });
  });
}
