import type { Command } from 'commander';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { printRunHandle } from '../runs/print-run-handle.ts';

/** `patchbay run resume`: lets a paused run go on, whatever paused it. */
export function addRunResume(parent: Command, context: CommandContext): void {
  parent
    .command('resume')
    .description('let a paused run go on, whatever paused it')
    .argument('<run>', 'the id of the run', readRunId)
    .action(async (runId: string) => {
      const hub = await context.connectToHub();
      printRunHandle(context.terminal, await hub.runs.resume({ id: runId }));
    });
}
