import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

/** `patchbay egress allow`: lets models have an address beyond the public internet. */
export function addEgressAllow(parent: Command, context: CommandContext): void {
  parent
    .command('allow')
    .description('let models have an address of this machine or of a private network')
    .argument('<entry>', 'gpu.lan:8080, 192.168.1.20:8080, 10.20.0.0/16 or [fd00::1]:8080')
    .option('--note <text>', 'why, for whoever looks at the list', '')
    .action(async (entry: string, { note }: { note: string }) => {
      const hub = await context.connectToHub();
      const rule = await hub.egress.allow({ entry, note });
      context.terminal.result(rule, (out) => {
        out.line(`${out.paint('bold', rule.entry)}  allowed; workers go by it within seconds`);
      });
    });
}
