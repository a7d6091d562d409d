import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Command } from 'commander';
import { listAll } from '../api/list-all.ts';
import type { CommandContext } from '../command-context.ts';
import { type Column, printTable } from '../terminal/table.ts';

const columns: readonly Column<ModelView>[] = [
  { heading: 'NAME', value: (model) => model.name },
  { heading: 'PROTOCOL', value: (model) => model.revision.protocol },
  { heading: 'REVISION', value: (model) => String(model.revision.number), align: 'right' },
  { heading: 'URL', value: (model) => String(model.revision.connection.url ?? '') },
  { heading: 'STATE', value: (model) => (model.enabled ? 'enabled' : 'disabled') },
];

/** `patchbay model list`: the models by name. */
export function addModelList(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('list models by name')
    .action(async () => {
      const hub = await context.connectToHub();
      const models = await listAll((query) => hub.models.list(query));
      context.terminal.result(models, (out) => {
        if (models.length > 0) printTable(out, models, columns);
        else out.line('No model yet. Register one with: patchbay model add model.yaml');
      });
    });
}
