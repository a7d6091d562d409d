import type { Command } from 'commander';
import { readPort, readWorkers } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import { keepHeapSmall } from '../hub/keep-heap-small.ts';

interface ServeOptions {
  readonly port?: number;
  readonly data?: string;
  readonly workers?: number;
}

/** `patchbay serve`: runs the hub until it is told to stop, then lets it end what it has begun. */
export function addServe(parent: Command, context: CommandContext): void {
  parent
    .command('serve')
    .description(
      'start the hub: web page, API, workers and, unless DATABASE_URL is set, PostgreSQL',
    )
    .option('--port <port>', 'where to listen on this machine (default: 7400)', readPort)
    .option('--data <folder>', 'the data folder (default: ~/.patchbay)')
    .option(
      '--workers <n>',
      'how many chunks of runs to work on at once; 0: leave runs to `patchbay worker`',
      readWorkers,
    )
    .action(async ({ port, data, workers }: ServeOptions) => {
      keepHeapSmall();
      // Loaded here, so that the commands that only talk to a hub start at once.
      const { startHub } = await import('@patchbay/hub/main.ts');
      const { stopOnSignal } = await import('@patchbay/hub/stop-on-signal.ts');
      const { terminal, environment } = context;
      const isWatched = terminal.out.isInteractive && !terminal.json;
      if (isWatched) terminal.notes.line('Starting; the first time it makes its database.');
      const hub = await startHub({
        // A person reads words; whoever collects the log of a service has all of it.
        ...(isWatched && !environment.PATCHBAY_LOG_LEVEL && { logLevel: 'warn' }),
        ...(port !== undefined && { port }),
        ...(data !== undefined && { dataFolder: data }),
        ...(workers !== undefined && { workers }),
      });
      // Listens for signals before it says that it runs: a supervisor may stop it at once.
      const ended = stopOnSignal(hub);
      const { url, ownerLink } = hub;
      terminal.result({ url, ownerLink }, (out) => {
        out.line(`Patchbay runs at ${out.paint('bold', url)}`);
        if (ownerLink !== null) {
          out.line(
            '  Nobody owns it yet. Open this link to become its first owner; it works once:',
          );
          out.line(`  ${out.paint('cyan', ownerLink)}`);
        }
        out.line('  Ctrl-C stops it.');
      });
      await ended;
    });
}
