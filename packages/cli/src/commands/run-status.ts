import type { Command } from 'commander';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { reportRun, watchRun } from '../runs/watch-run.ts';

/** `patchbay run status`: what became of a run so far; with `--wait` until it has ended. */
export function addRunStatus(parent: Command, context: CommandContext): void {
  parent
    .command('status')
    .description('show where a run stands: counts, classes, failures with their remedies')
    .argument('<run>', 'the id of the run', readRunId)
    .option('--wait', 'show the progress until the run has ended')
    .action(async (runId: string, options: { readonly wait?: boolean }) => {
      const hub = await context.connectToHub();
      if (!options.wait) return reportRun(context, hub, runId);
      await watchRun(context, hub, await hub.runs.get({ id: runId }));
    });
}
