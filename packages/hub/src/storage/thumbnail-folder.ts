import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AssetStorage } from './asset-storage.ts';

/**
 * Small pictures, made once. Each can be made again at any time, so no backup has them, and whoever needs the
 * room may delete the folder.
 */
export interface ThumbnailFolder {
  /** The picture of a file with so many pixels; made where it is not there, once for all who want it meanwhile. */
  provide(hash: string, pixels: number, make: () => Promise<Buffer>): Promise<Buffer>;
  /** The storage, from which no file is removed without its thumbnails. */
  follow<Storage extends AssetStorage>(storage: Storage): Storage;
}

/** The sizes that pages ask for, the longer side in pixels. Others are made each time: they would fill the disk. */
const keptPixels: ReadonlySet<number> = new Set([240, 480]);

/** Thumbnails in a folder: `ab/cdef…/240.webp` for the file with the hash `abcdef…`. */
export function createThumbnailFolder(folder: string): ThumbnailFolder {
  const folderOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2));
  const made = new Map<string, Promise<Buffer>>();

  async function makeAndKeep(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const bytes = await make();
    // Where there is no room for it, it is made again the next time.
    await keep(path, bytes).catch(() => {});
    return bytes;
  }

  return {
    async provide(hash, pixels, make) {
      if (!keptPixels.has(pixels)) return await make();
      const path = join(folderOf(hash), `${pixels}.webp`);
      const kept = await readFile(path).catch(() => null);
      // An empty one is what a power cut leaves.
      if (kept?.length) return kept;
      const making = made.get(path) ?? makeAndKeep(path, make).finally(() => made.delete(path));
      made.set(path, making);
      return await making;
    },
    follow: (storage) => ({
      ...storage,
      async remove(hash) {
        await storage.remove(hash);
        await rm(folderOf(hash), { recursive: true, force: true });
      },
    }),
  };
}

/** Nobody reads a picture that is half written. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
