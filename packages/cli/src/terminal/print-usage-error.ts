import type { CommanderError } from 'commander';
import { printReport } from './print-error.ts';
import type { Terminal } from './terminal.ts';

/** Tells what is wrong with a command line; commander has found it, and what may have been meant. */
export function printUsageError(terminal: Terminal, error: CommanderError): void {
  const isWithoutCommand = error.code === 'commander.help';
  // Asked for nothing, commander has shown the help of the command already.
  if (isWithoutCommand && !terminal.json) return;
  printReport(terminal, {
    code: 'INPUT_INVALID',
    title: 'The command line cannot be understood',
    message: isWithoutCommand
      ? 'it has no command'
      : error.message.replace(/^error: /, '').replaceAll('\n', ' '),
    remedy: 'Add --help to the command to see what it takes.',
  });
}
