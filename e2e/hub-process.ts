import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { patchbayOfWorkspace } from './patchbay-command.ts';

/** A hub in a process of its own, as `patchbay serve` starts it. */
export interface HubProcess {
  readonly url: string;
  readonly apiKey: string;
  readonly process: ChildProcess;
  /** All that it has written so far, to both streams. */
  readonly output: () => string;
}

/** Starts a hub on a data folder, with further words for `serve`, and waits until it is ready. */
export function startHubProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
  ...words: readonly string[]
): Promise<HubProcess> {
  return startHubOf(patchbayOfWorkspace, dataFolder, environment, ...words);
}

/** Does the same with a `patchbay` that lies elsewhere. */
export async function startHubOf(
  patchbay: string,
  dataFolder: string,
  environment: Record<string, string>,
  ...words: readonly string[]
): Promise<HubProcess> {
  const child = spawn(
    process.execPath,
    [patchbay, 'serve', '--data', dataFolder, '--port', '0', '--json', ...words],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const url = await Promise.race([
    readUrl(child, () => output),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The hub ended with ${code} before it was ready:\n${errors}`);
    }),
  ]);
  const apiKey = (await readFile(join(dataFolder, 'api-key'), 'utf8')).trim();
  return { url, apiKey, process: child, output: () => output + errors };
}

/** Ends a hub at once, as a crash would, and waits until it is gone. */
export async function killHub(hub: HubProcess): Promise<void> {
  const gone = once(hub.process, 'exit');
  hub.process.kill('SIGKILL');
  await gone;
}

/** Stops a hub as an operator would, and returns its exit status. */
export async function stopHub(hub: HubProcess): Promise<number | null> {
  const gone = once(hub.process, 'exit');
  hub.process.kill('SIGTERM');
  const [code] = await gone;
  return code;
}

/** What the hub prints once it is ready names its address. */
async function readUrl(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const url = /"url":\s*"([^"]+)"/.exec(output())?.[1];
    if (url !== undefined) return url;
    if (!child.stdout || child.stdout.readableEnded) break;
    await Promise.race([once(child.stdout, 'data'), once(child.stdout, 'end')]);
  }
  throw new Error('The hub closed its output before it was ready.');
}
