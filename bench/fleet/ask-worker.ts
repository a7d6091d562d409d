import type { ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** What a worker can tell: its heap after collection in MB, the longest stall of its event loop in ms. */
export type Told = 'heap' | 'stall';

/** Asks a worker with `tell-heap.ts` or `tell-stall.ts` loaded: it tells its number in a file at a signal. */
export async function askWorker(worker: ChildProcess, what: Told): Promise<number> {
  return (await askWorkerAll(worker, [what]))[0] ?? Number.NaN;
}

/** The same for a worker that has both loaded: what it tells at one signal belongs together. */
export async function askWorkerAll(
  worker: ChildProcess,
  whats: readonly Told[],
): Promise<number[]> {
  const paths = whats.map((what) => `/tmp/patchbay-${what}-${worker.pid}`);
  for (const path of paths) await rm(path, { force: true });
  worker.kill('SIGUSR2');
  return await Promise.all(paths.map((path) => readNumber(worker, path)));
}

async function readNumber(worker: ChildProcess, path: string): Promise<number> {
  for (;;) {
    await delay(20);
    if (worker.exitCode !== null || worker.signalCode !== null) throw new Error('It has ended.');
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return Number(text);
  }
}

const files = {
  heap: new URL('./tell-heap.ts', import.meta.url),
  stall: new URL('./tell-stall.ts', import.meta.url),
};

/** Flags for Node with which a worker tells what is asked. */
export function tellingFlags(...whats: Told[]): string[] {
  return ['--expose-gc', ...whats.flatMap((what) => ['--import', files[what].href])];
}
