import type { Command } from 'commander';
import { findModel } from '../api/find-by-name.ts';
import type { CommandContext } from '../command-context.ts';

/** `patchbay model remove`: takes a model out of the registry; its runs stay. */
export function addModelRemove(parent: Command, context: CommandContext): void {
  parent
    .command('remove')
    .description('remove a model; its runs and predictions stay')
    .argument('<name|id>', 'the model')
    .action(async (nameOrId: string) => {
      const hub = await context.connectToHub();
      const { id, name } = await findModel(hub, nameOrId);
      await hub.models.remove({ id });
      context.terminal.result({ removed: { id, name } }, (out) => {
        out.line(`${out.paint('bold', name)}  removed; its runs and predictions stay`);
      });
    });
}
