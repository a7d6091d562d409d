import type { Command } from 'commander';
import { readPort } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';

interface DemoOptions {
  readonly exit?: boolean;
  readonly port: number;
}

/** `patchbay demo`: the whole product in a minute, in a folder of its own. */
export function addDemo(parent: Command, context: CommandContext): void {
  parent
    .command('demo')
    .description(
      'start a hub of its own with three real models, run them, and tell what they found',
    )
    .option('--exit', 'end when all is told, and leave nothing behind')
    .option('--port <port>', 'where the hub listens; 0 takes a free port', readPort, 0)
    .action(async (options: DemoOptions) => {
      // The hub and the models are only loaded where they are started.
      const { runDemo } = await import('../demo/run-demo.ts');
      await runDemo(context, { port: options.port, staysOpen: options.exit !== true });
    });
}
