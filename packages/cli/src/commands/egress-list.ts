import type { EgressRuleView } from '@patchbay/core/api/egress-routes.ts';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { type Column, printTable } from '../terminal/table.ts';

const columns: readonly Column<EgressRuleView>[] = [
  { heading: 'ENTRY', value: (rule) => rule.entry },
  {
    heading: 'ALLOWED BY',
    value: (rule) => (rule.source === 'environment' ? 'the environment' : (rule.createdBy ?? '')),
  },
  { heading: 'SINCE', value: (rule) => rule.createdAt?.slice(0, 10) ?? '' },
  { heading: 'NOTE', value: (rule) => rule.note },
];

/** `patchbay egress list`: the private addresses that models may have. */
export function addEgressList(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('list the private addresses that models may have')
    .action(async () => {
      const hub = await context.connectToHub();
      const { items } = await hub.egress.list();
      context.terminal.result(items, (out) => {
        if (items.length > 0) printTable(out, items, columns);
        else out.line('None yet. Allow one with: patchbay egress allow 192.168.1.20:8080');
      });
    });
}
