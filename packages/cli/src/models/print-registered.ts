import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { Output } from '../terminal/terminal.ts';
import { printModel } from './print-model.ts';
import type { RegisteredModel } from './register-model.ts';

/** Prints a model, and what was read leniently on the way to it. */
export function printRegistered(out: Output, { model, warnings }: RegisteredModel): void {
  printModel(out, model);
  for (const { code, message, pointer } of warnings) {
    out.line(out.paint('yellow', `  ⚠ ${message}`) + (pointer ? `  (${pointer})` : ''));
    out.line(`    ${out.paint('cyan', '→')} ${warningCodes[code].remedy}`);
  }
}
