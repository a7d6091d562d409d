import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { CommandResult } from './run-command.ts';
import { runInProcess } from './run-in-process.ts';

/** A hub of its own for a file of tests, started as its operators start it. */
export interface TestHub {
  readonly url: string;
  /** The link for the first owner. */
  readonly ownerLink: string;
  readonly folder: string;
  /** Runs a command that finds this hub by its data folder. */
  patchbay(...words: string[]): Promise<CommandResult>;
  /** Sends SIGTERM and returns the exit status. */
  terminate(): Promise<number | null>;
  /** Stops it and removes what it kept. */
  stop(): Promise<void>;
}

const servedSchema = z.object({ url: z.url(), ownerLink: z.url() });
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts `patchbay serve` with a PostgreSQL of its own; it may call models on this machine. */
export async function startTestHub(): Promise<TestHub> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-cli-'));
  const environment = { PATCHBAY_DATA: join(folder, 'data') };
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--json'], {
    env: {
      PATH: process.env.PATH,
      ...environment,
      PATCHBAY_EGRESS_ALLOW: '127.0.0.1',
      PATCHBAY_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  function terminate(): Promise<number | null> {
    child.kill('SIGTERM');
    return ended;
  }
  return {
    ...(await readServed(child.stdout)),
    folder,
    patchbay: (...words) => runInProcess(words, environment),
    terminate,
    async stop() {
      await terminate();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reads standard output up to the end of the first JSON document. */
async function readServed(
  stdout: AsyncIterable<Uint8Array>,
): Promise<z.infer<typeof servedSchema>> {
  let text = '';
  for await (const chunk of stdout) {
    text += Buffer.from(chunk).toString();
    if (text.trimEnd().endsWith('}')) return servedSchema.parse(JSON.parse(text));
  }
  throw new Error(`the hub ended before it served: ${text}`);
}
