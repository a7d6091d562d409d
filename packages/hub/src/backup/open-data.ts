import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { HubConfig } from '../config.ts';
import { makeDataFolder } from '../data-folder.ts';
import { lockDataFolder } from '../database/data-folder-lock.ts';
import { createDatabase, type Database } from '../database/database.ts';
import { startEmbeddedServer } from '../database/embedded-server.ts';
import { findRunningServer } from '../database/running-server.ts';
import type { UndoList } from '../running-process.ts';
import type { FileStorage } from '../storage/asset-storage.ts';
import { openStorage } from '../storage/open-storage.ts';
import { readS3Settings } from '../storage/s3/s3-settings.ts';

/** Where a hub keeps its data. */
export interface HubData {
  readonly database: Database;
  readonly storage: FileStorage;
}

/**
 * Opens the data of a hub that may be at work: its database is that of DATABASE_URL, else the one in its data
 * folder, which is started for as long as it is needed where no hub runs on it.
 * @throws PatchbayError STORAGE_DATABASE_FAILED, STORAGE_REFUSED, STORAGE_UNREACHABLE
 */
export async function openHubData(config: HubConfig, undo: UndoList): Promise<HubData> {
  const database = await openHubDatabase(config, undo);
  return { database, storage: await openStorage(config.dataFolder, readS3Settings(config)) };
}

/** Opens the database of a hub that may be at work, in the same way. @throws PatchbayError STORAGE_DATABASE_FAILED */
export async function openHubDatabase(config: HubConfig, undo: UndoList): Promise<Database> {
  const database = createDatabase(await findDatabase(config, undo), { maximumConnections: 3 });
  undo.add(() => database.close());
  return database;
}

async function findDatabase({ databaseUrl, dataFolder }: HubConfig, undo: UndoList) {
  if (databaseUrl) return databaseUrl;
  await access(join(dataFolder, 'postgres')).catch((cause: unknown) => {
    throw new PatchbayError({
      code: 'STORAGE_DATABASE_FAILED',
      message: `There is no data of a hub in ${dataFolder}. Name its data folder with PATCHBAY_DATA, or set DATABASE_URL to its database.`,
      cause,
    });
  });
  return (await startAlone(dataFolder, undo)) ?? (await findRunningServer(dataFolder));
}

/**
 * Opens an empty place for the data of a hub: the database of DATABASE_URL, else a new one in the data folder, on
 * which no hub may run.
 * @throws PatchbayError STORAGE_HELD, STORAGE_DATABASE_FAILED, STORAGE_REFUSED, STORAGE_UNREACHABLE
 */
export async function openEmptyData(config: HubConfig, undo: UndoList): Promise<HubData> {
  await makeDataFolder(config.dataFolder);
  const lock = await lockDataFolder(config.dataFolder);
  undo.add(() => lock.release());
  const url = config.databaseUrl ?? (await startServer(config.dataFolder, undo));
  const database = createDatabase(url, { maximumConnections: 3 });
  undo.add(() => database.close());
  return { database, storage: await openStorage(config.dataFolder, readS3Settings(config)) };
}

/** The URL of the server of a data folder on which no hub runs; null where one does. */
async function startAlone(dataFolder: string, undo: UndoList): Promise<string | null> {
  try {
    const lock = await lockDataFolder(dataFolder);
    undo.add(() => lock.release());
  } catch (error) {
    if (error instanceof PatchbayError && error.code === 'STORAGE_HELD') return null;
    throw error;
  }
  return await startServer(dataFolder, undo);
}

async function startServer(dataFolder: string, undo: UndoList): Promise<string> {
  const server = await startEmbeddedServer(dataFolder);
  undo.add(() => server.stop());
  return server.url;
}
