import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { patchbayOfWorkspace } from './patchbay-command.ts';

/** A worker in a process of its own, as `patchbay worker` starts it. */
export interface WorkerProcess {
  readonly id: string;
  readonly process: ChildProcess;
  /** What it has logged so far. */
  readonly log: () => string;
  readonly hasEnded: () => boolean;
  /** Sends a signal and waits until the process has ended; its exit status, null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a worker with further words for `worker`, and waits until it runs. */
export async function startWorkerProcess(
  environment: Record<string, string>,
  ...words: readonly string[]
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [patchbayOfWorkspace, 'worker', '--json', ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const id = await readId(child, () => log);
  return {
    id,
    process: child,
    log: () => log,
    hasEnded,
    async end(signal) {
      if (!hasEnded()) {
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

async function readId(child: ChildProcess, log: () => string): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const id = /"worker":\s*"([^"]+)"/.exec(output)?.[1];
    if (id !== undefined) return id;
  }
  throw new Error(`The worker ended before it ran:\n${output}${log()}`);
}
