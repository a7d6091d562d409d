import type { CommandContext } from '../command-context.ts';
import { exitStatuses } from '../exit-status.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does some work that Ctrl-C or SIGTERM breaks off: null where one did, which is then told and is the status of
 * the command. A second one ends the process at once.
 */
export async function runWhileWanted<Result>(
  { terminal, exitWith }: CommandContext,
  note: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const interruption = new AbortController();
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(exitStatuses.interrupted);
    interruption.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    terminal.notes.line(note);
    exitWith(exitStatuses.interrupted);
    return null;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
