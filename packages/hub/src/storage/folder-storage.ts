import { createHash } from 'node:crypto';
import { access, type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FileStorage, StoredAsset } from './asset-storage.ts';
import { openUnfinishedFiles } from './unfinished-files.ts';

/** A storage in a folder: `ab/cdef…` for the hash `abcdef…`, unfinished files in `incoming`. */
export async function createFolderStorage(folder: string): Promise<FileStorage> {
  const incoming = await openUnfinishedFiles(join(folder, 'incoming'));
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2));

  return {
    async put(bytes) {
      const unfinished = incoming.next();
      try {
        const asset = await writeDurably(unfinished, bytes);
        const path = pathOf(asset.hash);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(unfinished, path); // over the same bytes, where they are there already
        await syncFolder(dirname(path));
        return asset;
      } finally {
        await rm(unfinished, { force: true });
      }
    },

    async read(hash) {
      return readFile(pathOf(hash)).catch((error: unknown) => {
        throw isMissing(error) ? missing(hash, error) : error;
      });
    },

    async openStream(hash, range = undefined) {
      try {
        return (await open(pathOf(hash))).createReadStream(range);
      } catch (error) {
        throw isMissing(error) ? missing(hash, error) : error;
      }
    },

    async sizeOf(hash) {
      const found = await stat(pathOf(hash)).catch((error: unknown) => {
        throw isMissing(error) ? missing(hash, error) : error;
      });
      return found.size;
    },

    async withFile(hash, use) {
      const path = pathOf(hash);
      await access(path).catch((error: unknown) => {
        throw isMissing(error) ? missing(hash, error) : error;
      });
      return use(path);
    },

    async remove(hash) {
      await rm(pathOf(hash), { force: true });
    },

    async check() {
      const probe = incoming.next();
      await (await open(probe, 'wx')).close();
      await rm(probe);
    },
  };
}

async function writeDurably(path: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredAsset> {
  const digest = createHash('sha256');
  let byteLength = 0;
  const file: FileHandle = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      digest.update(chunk);
      byteLength += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: digest.digest('hex'), byteLength };
}

/** Makes a rename in a folder survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function missing(hash: string, cause: unknown): PatchbayError {
  return new PatchbayError({
    code: 'STORAGE_ASSET_MISSING',
    message: `The file ${hash} is not in the storage folder any more.`,
    details: { hash },
    cause,
  });
}
