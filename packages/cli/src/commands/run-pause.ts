import type { Command } from 'commander';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { countOf } from '../terminal/wording.ts';

/** `patchbay run pause`: sends nothing more of a run until it is resumed. */
export function addRunPause(parent: Command, context: CommandContext): void {
  parent
    .command('pause')
    .description('pause a run; what is under way is still saved')
    .argument('<run>', 'the id of the run', readRunId)
    .action(async (runId: string) => {
      const hub = await context.connectToHub();
      const run = await hub.runs.pause({ id: runId });
      context.terminal.result(run, (out) => {
        const waiting = countOf(run.counts.pending, 'item');
        out.line(`${out.paint('bold', run.name)}  ${run.state} · ${waiting} waiting`);
        out.line(`  go on with:  patchbay run resume ${run.id}`);
      });
    });
}
