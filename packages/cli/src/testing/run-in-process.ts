import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runPatchbay } from '../run-patchbay.ts';
import type { CommandResult } from './run-command.ts';

/** Runs `patchbay` as its main file does, but within this process, which starts far sooner. */
export async function runInProcess(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<CommandResult> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = Promise.all([text(stdout), text(stderr)]);
  const status = await runPatchbay(words, { stdout, stderr, env });
  stdout.end();
  stderr.end();
  const [outText, errText] = await printed;
  return { status, stdout: outText, stderr: errText };
}
