import { errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Terminal } from './terminal.ts';

/** An error as a person or a program is told of it. */
export interface ErrorReport {
  readonly code: string;
  /** What happened. */
  readonly title: string;
  /** Where, and what was wanted. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  readonly details?: PatchbayError['details'];
}

/**
 * Tells why a command ended: what happened, where, what to do, and the code. With `--json` standard
 * output carries `{ "error": … }`, so that a program always finds one document there.
 */
export function printError(terminal: Terminal, error: unknown): void {
  printReport(terminal, describeError(error));
}

/** Prints an error that is described already. */
export function printReport(terminal: Terminal, report: ErrorReport): void {
  if (terminal.json) {
    terminal.out.line(JSON.stringify({ error: report }, null, 2));
    return;
  }
  const { notes } = terminal;
  notes.line(
    `${notes.paint(['red', 'bold'], `✗ ${report.title}`)}  ${notes.paint('dim', report.code)}`,
  );
  notes.line(indent(report.message));
  notes.line(`${notes.paint('cyan', '  →')} ${report.remedy}`);
}

function describeError(error: unknown): ErrorReport {
  if (error instanceof PatchbayError) {
    const { title, remedy } = errorCodes[error.code];
    const { code, message, details } = error.toProblem();
    return { code, title, message, remedy, ...(details && { details }) };
  }
  const { title } = errorCodes.INTERNAL;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'INTERNAL', title, message, remedy: 'Report this with the lines above.' };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
