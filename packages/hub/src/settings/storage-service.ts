import { statfs } from 'node:fs/promises';
import type { StorageView } from '@patchbay/core/api/settings-routes.ts';
import { createRowMeasure } from './measure-rows.ts';
import type { StorageStore } from './storage-store.ts';

export type StorageService = ReturnType<typeof createStorageService>;

/** How much room the data of an organisation takes, and how much is left. */
export function createStorageService(parts: {
  store: StorageStore;
  /** The folder in which files lie; null where they lie in a bucket. */
  folder: string | null;
}) {
  const { store, folder } = parts;
  const measure = createRowMeasure(store);
  return {
    async read(organisationId: string): Promise<StorageView> {
      const [dataRows, database, freeBytes] = await Promise.all([
        measure(organisationId),
        store.measureDatabase(),
        folder === null ? null : measureFree(folder),
      ]);
      return { files: folder === null ? 'bucket' : 'folder', freeBytes, dataRows, database };
    },
  };
}

/** Bytes that may still be written; null where the system does not say. */
async function measureFree(folder: string): Promise<number | null> {
  const found = await statfs(folder).catch(() => null);
  return found && found.bavail * found.bsize;
}
