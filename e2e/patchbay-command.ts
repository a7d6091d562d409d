import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The program of `patchbay` as it lies here. */
export const patchbayOfWorkspace = join(import.meta.dirname, '../packages/cli/src/main.ts');

/** What a person at a terminal sees of a command, and the status with which it ends. */
export interface Seen {
  readonly status: number | null;
  /** Both streams, without colours. */
  readonly output: string;
}

/** Runs `patchbay` against the hub of a data folder. */
export function runPatchbay(dataFolder: string, ...words: string[]): Promise<Seen> {
  return runPatchbayOf(patchbayOfWorkspace, dataFolder, ...words);
}

/** Does the same with a `patchbay` that lies elsewhere. */
export async function runPatchbayOf(
  patchbay: string,
  dataFolder: string,
  ...words: string[]
): Promise<Seen> {
  const child = spawn(process.execPath, [patchbay, ...words], {
    env: { PATH: process.env.PATH, NO_COLOR: '1', PATCHBAY_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status, output: `${out}${errors}` };
}
