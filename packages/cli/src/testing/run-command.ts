import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a command did, seen from the outside. */
export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a person does while the command runs. */
interface Typing {
  /** What stands on standard input. */
  readonly input?: string;
  /** Presses Ctrl-C once this is on standard error. */
  readonly interruptAfter?: string;
}

const main = new URL('../main.ts', import.meta.url).pathname;

/** Runs `patchbay` as its users do: as a process with arguments, an environment and two streams. */
export async function runCommand(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  { input = '', interruptAfter }: Typing = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
    stdio: 'pipe',
  });
  child.stdin.end(input);
  let printed = '';
  let isInterrupted = interruptAfter === undefined;
  child.stderr.on('data', (chunk) => {
    printed += String(chunk);
    if (isInterrupted || !printed.includes(interruptAfter ?? '')) return;
    isInterrupted = child.kill('SIGINT');
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { status, stdout, stderr };
}
