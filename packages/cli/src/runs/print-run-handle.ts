import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf } from '../terminal/wording.ts';

/** Prints a run that goes on by itself, and how to see what becomes of it. */
export function printRunHandle(terminal: Terminal, run: RunView): void {
  terminal.result(run, (out) => {
    const { total } = run.counts;
    const size = total > 0 ? ` · ${countOf(total, 'item')}` : '';
    out.line(`${out.paint('bold', run.name)}  ${run.state}${size}`);
    out.line(`  see it with:  patchbay run status ${run.id}`);
  });
}
