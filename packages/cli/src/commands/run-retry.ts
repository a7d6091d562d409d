import type { Command } from 'commander';
import { collect } from '../arguments/key-values.ts';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { type SelectionOptions, toSelection } from '../runs/item-selection.ts';
import { printRunHandle } from '../runs/print-run-handle.ts';
import { watchRun } from '../runs/watch-run.ts';

interface RunRetryOptions extends SelectionOptions {
  readonly wait: boolean;
}

/** `patchbay run retry`: calls the failed items of a run again. */
export function addRunRetry(parent: Command, context: CommandContext): void {
  parent
    .command('retry')
    .description('call the failed items of a run again')
    .argument('<run>', 'the id of the run', readRunId)
    .option('--code <code>', 'only the items that failed with this code')
    .option('--item <id>', 'only this item; may be repeated', collect, [])
    .option('--no-wait', 'return at once; the run goes on in the hub')
    .action(async (runId: string, { wait, ...options }: RunRetryOptions) => {
      const hub = await context.connectToHub();
      const run = await hub.runs.retry({ id: runId, ...toSelection(options) });
      if (!wait) return printRunHandle(context.terminal, run);
      await watchRun(context, hub, run);
    });
}
