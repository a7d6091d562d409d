import { join } from 'node:path';
import type { FileStorage } from './asset-storage.ts';
import { createFolderStorage } from './folder-storage.ts';
import type { S3Settings } from './s3/s3-settings.ts';

/**
 * Opens the storage of the assets: a bucket where one is named, the folder `assets` of the data folder
 * otherwise.
 * @throws PatchbayError STORAGE_REFUSED, STORAGE_UNREACHABLE where the bucket cannot be written to.
 */
export async function openStorage(dataFolder: string, s3: S3Settings | null): Promise<FileStorage> {
  if (!s3) return await createFolderStorage(join(dataFolder, 'assets'));
  // The library takes a quarter of a second to load, which a hub with a folder need not wait for.
  const { createS3Storage } = await import('./s3/s3-storage.ts');
  const storage = await createS3Storage(s3, join(dataFolder, 'incoming-assets'));
  await storage.check();
  return storage;
}
