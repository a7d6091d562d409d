import type { Command } from 'commander';
import { collect } from '../arguments/key-values.ts';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { type SelectionOptions, toSelection } from '../runs/item-selection.ts';
import { formatCount } from '../terminal/wording.ts';

/** `patchbay run ignore`: sets failed items aside; with `--undo` they are failed as before. */
export function addRunIgnore(parent: Command, context: CommandContext): void {
  parent
    .command('ignore')
    .description('set failed items of a run aside; they keep their reason')
    .argument('<run>', 'the id of the run', readRunId)
    .option('--code <code>', 'only the items that failed with this code')
    .option('--item <id>', 'only this item; may be repeated', collect, [])
    .option('--undo', 'take it back: the items are failed as before')
    .action(async (runId: string, options: SelectionOptions & { readonly undo?: boolean }) => {
      const hub = await context.connectToHub();
      const wanted = { id: runId, ...toSelection(options) };
      const run = await (options.undo ? hub.runs.restore(wanted) : hub.runs.ignore(wanted));
      context.terminal.result(run, (out) => {
        const { failed, ignored } = run.counts;
        const counts = `${formatCount(failed)} failed · ${formatCount(ignored)} ignored`;
        out.line(`${out.paint('bold', run.name)}  ${counts}`);
      });
    });
}
