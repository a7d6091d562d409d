import { CommanderError } from 'commander';
import { createCommandContext } from './command-context.ts';
import { type ExitStatus, exitStatuses, exitStatusOf } from './exit-status.ts';
import { createProgram } from './program.ts';
import { printError } from './terminal/print-error.ts';
import { printUsageError } from './terminal/print-usage-error.ts';
import { createTerminal, type TextStream } from './terminal/terminal.ts';

/** Where a command runs: the streams and the environment of its process. */
export interface Surroundings {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs one command line and returns the status that the shell is to see. Errors are printed. */
export async function runPatchbay(
  words: readonly string[],
  { stdout, stderr, env }: Surroundings,
): Promise<ExitStatus> {
  // Read before the command line is parsed: its errors, too, are told in the wanted form.
  const terminal = createTerminal({ stdout, stderr, json: words.includes('--json') });
  let status: ExitStatus = exitStatuses.done;
  const context = createCommandContext(terminal, env, (chosen) => {
    status = chosen;
  });
  try {
    await createProgram(context).parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      printError(terminal, error);
      return exitStatusOf(error);
    }
    if (error.exitCode === 0) return exitStatuses.done;
    printUsageError(terminal, error);
    return exitStatuses.userError;
  }
}
