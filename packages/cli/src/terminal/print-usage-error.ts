import type { CommanderError } from 'commander';
import { printReport } from './print-error.ts';
import type { Terminal } from './terminal.ts';

/** Tells what is wrong with a command line; commander has found it, and what may have been meant. */
export function printUsageError(terminal: Terminal, error: CommanderError): void {
  // Asked for nothing, commander has shown the help of the command already.
  if (error.code === 'commander.help') return;
  printReport(terminal, {
    code: 'INPUT_INVALID',
    title: 'The command line cannot be understood',
    message: error.message.replace(/^error: /, '').replaceAll('\n', ' '),
    remedy: 'Add --help to the command to see what it takes.',
  });
}
