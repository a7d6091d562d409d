import type { ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Asks a worker with `tell-heap.ts` or `tell-stall.ts` loaded: it tells its number in a file at a signal. */
export async function askWorker(worker: ChildProcess, what: 'heap' | 'stall'): Promise<number> {
  const file = `/tmp/patchbay-${what}-${worker.pid}`;
  await rm(file, { force: true });
  worker.kill('SIGUSR2');
  for (;;) {
    await delay(20);
    if (worker.exitCode !== null || worker.signalCode !== null) throw new Error('It has ended.');
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return Number(text);
  }
}

const files = {
  heap: new URL('./tell-heap.ts', import.meta.url),
  stall: new URL('./tell-stall.ts', import.meta.url),
};

/** Flags for Node with which a worker tells what is asked. */
export function tellingFlags(what: 'heap' | 'stall'): string[] {
  return ['--expose-gc', '--import', files[what].href];
}
