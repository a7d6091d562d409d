import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import { readProcessStart } from './process-identity.ts';

/** The right to use a data folder: one hub at a time has it. */
export interface DataFolderLock {
  release(): Promise<void>;
}

const holderSchema = z.object({
  pid: z.int(),
  /** When that process was started, so that another one with the same id is not taken for it. */
  processStart: z.string(),
  /** Tells two locks of one process apart. */
  claim: z.string(),
});

/**
 * Takes the lock of a data folder, the file `hub.lock`. A living holder is named in the error
 * (STORAGE_HELD); the lock of one that was killed is taken over.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  const lockFile = join(dataFolder, 'hub.lock');
  const claim = randomUUID();
  const ownFile = `${lockFile}.${claim}`;
  const processStart = (await readProcessStart(process.pid)) ?? 'unknown';
  await writeFile(ownFile, JSON.stringify({ pid: process.pid, processStart, claim }));
  try {
    // A link is made whole or not at all: nobody reads half a lock, and only one can make it.
    while (!(await tryLink(ownFile, lockFile))) await removeStaleLock(lockFile, dataFolder);
  } finally {
    await rm(ownFile, { force: true });
  }
  return {
    async release() {
      if ((await readHolder(lockFile))?.claim === claim) await rm(lockFile, { force: true });
    },
  };
}

async function removeStaleLock(lockFile: string, dataFolder: string): Promise<void> {
  const holder = await readHolder(lockFile);
  if (holder && (await isAlive(holder))) {
    throw new PatchbayError({
      code: 'STORAGE_HELD',
      message: `The data folder ${dataFolder} is in use by the hub with process id ${holder.pid}.`,
      details: { dataFolder, pid: holder.pid },
    });
  }
  // Of two hubs that start at once, the second could move away the lock that the first has just
  // made. It sees so by the claim and puts it back.
  const movedFile = `${lockFile}.stale-${randomUUID()}`;
  if (!(await tryRename(lockFile, movedFile))) return;
  const moved = await readHolder(movedFile);
  if (moved && moved.claim !== holder?.claim) await tryLink(movedFile, lockFile);
  await rm(movedFile, { force: true });
}

async function isAlive(holder: z.infer<typeof holderSchema>): Promise<boolean> {
  return (await readProcessStart(holder.pid)) === holder.processStart;
}

async function readHolder(file: string): Promise<z.infer<typeof holderSchema> | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // gone in the meantime, or not written by a hub
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  return succeeds(link(from, to), 'EEXIST');
}

async function tryRename(from: string, to: string): Promise<boolean> {
  return succeeds(rename(from, to), 'ENOENT');
}

async function succeeds(attempt: Promise<void>, expectedFailure: string): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === expectedFailure) return false;
    throw error;
  }
}
