import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { readProcessStart } from './process-identity.ts';

/**
 * Stops the server that a killed hub has left running on this folder, as cleanly as a hub would
 * (fast shutdown). To be called by the holder of the data folder's lock: no living hub can be
 * using that server. Returns the process id of the server that was stopped, or null.
 */
export async function stopLeftoverServer(folder: string): Promise<number | null> {
  const pid = await readPostmasterPid(folder);
  if (pid === null) return null;
  if (await isServerOf(pid, folder)) {
    await stopServer(pid);
    return pid;
  }
  await disownPidFile(folder);
  return null;
}

/** Fast shutdown; immediate shutdown (which PostgreSQL recovers from) after half a minute. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    process.kill(pid, signal);
    if (await hasEnded(pid, patienceMs)) return;
  }
  throw new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message: `The PostgreSQL server with process id ${pid} does not stop. End that process and start again.`,
  });
}

async function hasEnded(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if ((await readProcessStart(pid)) === null) return true;
    await delay(20);
  }
  return false;
}

/** The first line of `postmaster.pid`; null where there is no such file. */
export async function readPostmasterPid(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null);
  const pid = Number.parseInt(text ?? '', 10);
  return pid > 0 ? pid : null;
}

/** Whether a process is a PostgreSQL server on this folder: a server works in its folder. */
async function isServerOf(pid: number, folder: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') {
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(folder));
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout.includes('postgres') && stdout.includes(folder);
  } catch {
    return false; // no such process
  }
}

/**
 * After a crash the id in `postmaster.pid` may belong to a stranger by now, and PostgreSQL would
 * refuse to start because of it. Removing the file would also remove the protection against
 * orphans of the old server; so the file is made to name us, the parent of the server to come,
 * whom PostgreSQL passes over to the check of the shared memory.
 */
async function disownPidFile(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'));
}
