import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { Command } from 'commander';
import { listAll } from '../api/list-all.ts';
import { readPositiveInteger } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import { type Column, printTable } from '../terminal/table.ts';
import { formatCount } from '../terminal/wording.ts';

const columns: readonly Column<RunView>[] = [
  { heading: 'RUN', value: (run) => run.id },
  { heading: 'NAME', value: (run) => run.name },
  { heading: 'STATE', value: (run) => run.state },
  { heading: 'ITEMS', value: (run) => formatCount(run.counts.total), align: 'right' },
  { heading: 'FAILED', value: (run) => formatCount(run.counts.failed), align: 'right' },
  { heading: 'STARTED', value: (run) => run.createdAt.slice(0, 19).replace('T', ' ') },
];

/** `patchbay run list`: the newest runs. */
export function addRunList(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('list runs, newest first')
    .option('--limit <count>', 'how many at most', readPositiveInteger, 20)
    .action(async (options: { readonly limit: number }) => {
      const hub = await context.connectToHub();
      const runs = await listAll((query) => hub.runs.list(query), options.limit);
      context.terminal.result(runs, (out) => {
        if (runs.length > 0) printTable(out, runs, columns);
        else out.line('No run yet. Start one with: patchbay run start --model … --dataset …');
      });
    });
}
