import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';

const messageSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('started'), url: z.string() }),
  z.object({ state: z.literal('ended') }),
  z.object({ state: z.literal('failed'), code: z.string().optional(), message: z.string() }),
]);

/** A hub in a process of its own. */
export interface HubProcess {
  readonly child: ChildProcess;
  /** What it said first: where it answers, or why it does not. */
  readonly first: z.infer<typeof messageSchema>;
  /** Sends a signal and waits until the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a hub on a data folder and waits until it runs or has failed. */
export async function startHubProcess(
  dataFolder: string,
  account: { uid?: number; gid?: number } = {},
): Promise<HubProcess> {
  const child = fork(join(import.meta.dirname, 'run-hub.ts'), [dataFolder], {
    execPath: process.execPath,
    execArgv: [],
    ...account,
  });
  const [message] = await once(child, 'message');
  return {
    child,
    first: messageSchema.parse(message),
    async end(signal) {
      const ended = child.exitCode === null && child.signalCode === null && once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}
