import type { Command } from 'commander';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { formatCount } from '../terminal/wording.ts';

/** `patchbay run failures`: why items of a run failed, with samples and what to do. */
export function addRunFailures(parent: Command, context: CommandContext): void {
  parent
    .command('failures')
    .description('show why items failed: by code, with samples and what to do')
    .argument('<run>', 'the id of the run', readRunId)
    .action(async (runId: string) => {
      const hub = await context.connectToHub();
      const failures = await hub.runs.failures({ id: runId });
      context.terminal.result(failures, (out) => {
        if (failures.length === 0) out.line('Nothing failed.');
        for (const { code, title, remedy, count, ignored, samples } of failures) {
          const aside = ignored > 0 ? ` · ${formatCount(ignored)} ignored` : '';
          out.line(`${out.paint('bold', code)}  ${formatCount(count)} failed${aside}  ${title}`);
          for (const { itemId, message } of samples) {
            out.line(`  ${out.paint('dim', itemId)}  ${message}`);
          }
          out.line(`  ${out.paint('cyan', '→')} ${remedy}`);
        }
      });
    });
}
