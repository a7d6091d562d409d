import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A running model server; see `endpoint-process.ts`. */
export interface BenchEndpoint {
  /** `host:port`, for the egress guard. */
  readonly host: string;
  /** Base address of a model that takes so long to answer, in milliseconds. */
  url(delayMs?: number): string;
  /** How many predictions it was asked for since it was started. */
  count(): Promise<number>;
  close(): void;
}

/** Starts the model server in a process of its own and waits until it listens. */
export async function startEndpoint(): Promise<BenchEndpoint> {
  const file = join(import.meta.dirname, 'endpoint-process.ts');
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(child.stdout, 'data');
  child.stdout.destroy();
  child.unref();
  const close = () => void child.kill();
  process.once('exit', close);
  const host = `127.0.0.1:${String(printed).trim()}`;
  return {
    host,
    url: (delayMs = 0) => (delayMs === 0 ? `http://${host}` : `http://${host}/after/${delayMs}`),
    count: async () => Number(await (await fetch(`http://${host}/count`)).text()),
    close,
  };
}
