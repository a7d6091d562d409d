import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { BenchEndpoint } from '../endpoint/start-endpoint.ts';
import type { FromCounting } from './counting-process.ts';

/** A model server that remembers when it was asked; see `counting-process.ts`. */
export interface CountingEndpoint extends BenchEndpoint {
  /** When each prediction was asked for, in milliseconds of `performance.now()`, oldest first. */
  readonly moments: readonly number[];
  /** When each prediction was answered with 200. */
  readonly answered: readonly number[];
  /** From now on everything is answered with 503, or as it should be. */
  set(state: 'up' | 'down'): void;
}

export async function startCountingEndpoint(): Promise<CountingEndpoint> {
  const moments: number[] = [];
  const answered: number[] = [];
  const child = fork(join(import.meta.dirname, 'counting-process.ts'));
  hurry(child.pid);
  const [first]: FromCounting[] = await once(child, 'message');
  if (!first || !('port' in first)) throw new Error('The endpoint did not begin with its port.');
  child.on('message', (said: FromCounting) => {
    if (!('at' in said)) return;
    const moment = said.at - performance.timeOrigin;
    moments.push(moment);
    if (said.isAnswered) answered.push(moment);
  });
  const close = () => void child.kill();
  process.once('exit', close);
  const host = `127.0.0.1:${first.port}`;
  return {
    moments,
    answered,
    host,
    url: () => `http://${host}`,
    count: () => Promise.resolve(moments.length),
    set: (state) => void child.send(state),
    close,
  };
}

/** It goes before all that it watches, where that is allowed: it is to see calls when they come. */
function hurry(pid: number | undefined): void {
  try {
    setPriority(pid ?? 0, -10);
  } catch {
    // Then it takes its turn, and a busy machine is seen in the figures.
  }
}
