import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Nobody writes to an unfinished file for so long without finishing it. */
const abandonedMs = 24 * 3_600_000;

/** Paths for files that are not finished. */
export interface UnfinishedFiles {
  /** A path on which nothing is. */
  next(): string;
}

/**
 * A folder of files that are being written, perhaps by several processes of this machine. What a crash
 * left there is swept away; what another process writes just now is not.
 */
export async function openUnfinishedFiles(folder: string): Promise<UnfinishedFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null); // moved away in the meantime
    if (found && Date.now() - found.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
  return { next: () => join(folder, randomUUID()) };
}
