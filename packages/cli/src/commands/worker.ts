import type { Command } from 'commander';
import { readWorkers } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import { keepHeapSmall } from '../hub/keep-heap-small.ts';

interface WorkerOptions {
  readonly data?: string;
  readonly parallel?: number;
}

/** `patchbay worker`: works on the runs of a hub until it is told to stop, then ends what it has begun. */
export function addWorker(parent: Command, context: CommandContext): void {
  parent
    .command('worker')
    .description(
      'work on runs beside a hub: on its database (DATABASE_URL, else that of the hub on the data folder), with its secret key and its storage',
    )
    .option('--data <folder>', 'the data folder (default: ~/.patchbay)')
    .option(
      '--parallel <n>',
      'how many chunks of runs to work on at once (default: 2)',
      readWorkers,
    )
    .action(async ({ data, parallel }: WorkerOptions) => {
      keepHeapSmall();
      // Loaded here, so that the commands that only talk to a hub start at once.
      const { startWorker } = await import('@patchbay/hub/worker.ts');
      const { stopOnSignal } = await import('@patchbay/hub/stop-on-signal.ts');
      const worker = await startWorker({
        ...(data !== undefined && { dataFolder: data }),
        ...(parallel !== undefined && { workers: parallel }),
      });
      // Listens for signals before it says that it runs: a supervisor may stop it at once.
      const ended = stopOnSignal(worker);
      context.terminal.result({ worker: worker.id, health: worker.healthUrl }, (out) => {
        out.line(`The worker ${worker.id} runs. Ctrl-C stops it.`);
        if (worker.healthUrl) out.line(`It says at ${worker.healthUrl} that it lives.`);
      });
      await ended;
    });
}
