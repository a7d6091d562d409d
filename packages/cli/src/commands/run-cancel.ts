import type { Command } from 'commander';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { countOf } from '../terminal/wording.ts';

/** `patchbay run cancel`: calls no more items of a run; what it has saved stays. */
export function addRunCancel(parent: Command, context: CommandContext): void {
  parent
    .command('cancel')
    .description('cancel a run; what it has saved stays')
    .argument('<run>', 'the id of the run', readRunId)
    .action(async (runId: string) => {
      const hub = await context.connectToHub();
      const run = await hub.runs.cancel({ id: runId });
      context.terminal.result(run, (out) => {
        const saved = countOf(run.counts.succeeded, 'prediction');
        out.line(`${out.paint('bold', run.name)}  ${run.state} · ${saved} saved`);
      });
    });
}
