import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

/** `patchbay egress forbid`: takes a permission back. */
export function addEgressForbid(parent: Command, context: CommandContext): void {
  parent
    .command('forbid')
    .description('take a permission back; calls under way end, new ones are refused')
    .argument('<entry>', 'as `patchbay egress list` shows it, or its id')
    .action(async (entry: string) => {
      const hub = await context.connectToHub();
      const { items } = await hub.egress.list();
      const rule = items.find((one) => [one.entry, one.id].includes(entry) && one.id !== null);
      if (!rule?.id) throw nothingToForbid(entry, items);
      await hub.egress.forbid({ id: rule.id });
      context.terminal.result({ forbidden: { id: rule.id, entry: rule.entry } }, (out) => {
        out.line(`${out.paint('bold', rule.entry)}  is not allowed any more`);
      });
    });
}

function nothingToForbid(
  entry: string,
  items: readonly { entry: string; id: string | null }[],
): PatchbayError {
  if (items.some((one) => one.entry === entry)) {
    return new PatchbayError({
      code: 'INPUT_INVALID',
      message: `${entry} is allowed by the environment of the hub. Take it out of PATCHBAY_EGRESS_ALLOW, and start the hub and its workers again.`,
    });
  }
  const own = items.filter(({ id }) => id !== null).map((one) => one.entry);
  const known = own.length > 0 ? `Allowed are: ${own.join(', ')}.` : 'Nothing is allowed.';
  return new PatchbayError({
    code: 'INPUT_NOT_FOUND',
    message: `There is no permission ${entry}. ${known}`,
  });
}
