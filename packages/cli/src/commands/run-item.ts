import type { ItemEvent } from '@patchbay/core/run/item-timeline.ts';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

/** `patchbay run item`: what happened to one item, attempt by attempt. */
export function addRunItem(parent: Command, context: CommandContext): void {
  parent
    .command('item')
    .description('show what happened to an item: attempts, waits, its end')
    .argument('<item>', 'the id of the item')
    .action(async (id: string) => {
      const hub = await context.connectToHub();
      const item = await hub.items.get({ id });
      context.terminal.result(item, (out) => {
        out.line(`${out.paint('bold', item.dataRow.globalKey)}  ${item.state}`);
        for (const event of item.timeline) out.line(`  ${describeEvent(event)}`);
        if (item.problem) out.line(`  ${item.problem.message}`);
        if (item.remedy) out.line(`    ${out.paint('cyan', '→')} ${item.remedy}`);
      });
    });
}

function describeEvent(event: ItemEvent): string {
  switch (event.kind) {
    case 'call':
      return describeCall(event);
    case 'crash':
      return `its worker died ${event.count === 1 ? 'once' : `${event.count} times`}`;
    case 'reused':
      return `${event.at}  result of item ${event.fromItemId} used again`;
    case 'decoded again':
      return `${event.at}  decoded again as revision ${event.revision}`;
    case 'ended':
      return `${event.at ?? ''}  ${event.state}${event.code ? ` with ${event.code}` : ''}`;
  }
}

function describeCall(event: ItemEvent & { kind: 'call' }): string {
  const { startedAt, attempt, frame, waitedMs, latencyMs, status, reach, problem } = event;
  const facts = [
    `attempt ${attempt}${frame === null ? '' : `, frame ${frame}`}`,
    waitedMs !== null && `after ${Math.round(waitedMs)} ms`,
    latencyMs !== null && `took ${Math.round(latencyMs)} ms`,
    status === null ? reach : `status ${status}`,
    problem?.code,
  ];
  return [startedAt, facts.filter(Boolean).join(' · ')].filter(Boolean).join('  ');
}
