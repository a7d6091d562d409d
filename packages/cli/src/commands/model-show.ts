import type { Command } from 'commander';
import { findModel } from '../api/find-by-name.ts';
import type { CommandContext } from '../command-context.ts';
import { printModel } from '../models/print-model.ts';

/** `patchbay model show`: a model with its newest revision. */
export function addModelShow(parent: Command, context: CommandContext): void {
  parent
    .command('show')
    .description('show a model: connection, classes, limits')
    .argument('<name|id>', 'the model')
    .action(async (nameOrId: string) => {
      const hub = await context.connectToHub();
      const model = await findModel(hub, nameOrId);
      context.terminal.result(model, (out) => printModel(out, model));
    });
}
