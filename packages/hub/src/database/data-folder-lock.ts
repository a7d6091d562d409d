import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import { readProcessStart } from './process-identity.ts';

/** The right to use a data folder: one hub at a time has it. */
export interface DataFolderLock {
  release(): Promise<void>;
}

const claimSchema = z.object({
  pid: z.int(),
  /** When that process was started, so that another one with the same id is not taken for it. */
  processStart: z.string(),
});
type Claim = z.infer<typeof claimSchema>;

const claimName = /^hub\.lock\.[0-9a-f-]{36}$/;
const attempts = 4;

/**
 * Takes the lock of a data folder. A living holder is named in the error (STORAGE_HELD); what a
 * killed hub has left is swept away.
 *
 * Each hub first lays down a claim of its own, a file `hub.lock.<uuid>`, and then looks for others.
 * Of two, the one who laid it down later sees the other and steps back: never do both go on. Where
 * each sees the other, both step back and try again, each after a while of its own.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  for (let attempt = 1; ; attempt += 1) {
    const ownName = await layClaim(dataFolder);
    const holder = await findOtherHolder(dataFolder, ownName);
    const release = () => rm(join(dataFolder, ownName), { force: true });
    if (!holder) return { release };
    await release();
    if (attempt === attempts) throw held(dataFolder, holder.pid);
    await delay(20 + Math.random() * 100);
  }
}

async function layClaim(dataFolder: string): Promise<string> {
  const processStart = (await readProcessStart(process.pid)) ?? 'unknown';
  const name = `hub.lock.${randomUUID()}`;
  const unfinished = join(dataFolder, `${name}.new`);
  const claim: Claim = { pid: process.pid, processStart };
  await writeFile(unfinished, JSON.stringify(claim));
  await rename(unfinished, join(dataFolder, name)); // whole, or not there
  return name;
}

/** The claim of a living process beside our own; claims of the dead are removed. */
async function findOtherHolder(dataFolder: string, ownName: string): Promise<Claim | null> {
  for (const name of await readdir(dataFolder)) {
    if (name === ownName || !claimName.test(name)) continue;
    const claim = await readClaim(join(dataFolder, name));
    if (claim && (await readProcessStart(claim.pid)) === claim.processStart) return claim;
    // Its name was drawn by chance and comes never again: nobody else's claim can be hit.
    await rm(join(dataFolder, name), { force: true });
  }
  return null;
}

/** A claim; null where it was withdrawn in the meantime or no hub has written it. */
async function readClaim(file: string): Promise<Claim | null> {
  try {
    return claimSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

function held(dataFolder: string, pid: number): PatchbayError {
  return new PatchbayError({
    code: 'STORAGE_HELD',
    message: `The data folder ${dataFolder} is in use by the hub with process id ${pid}.`,
    details: { dataFolder, pid },
  });
}
