import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { Command } from 'commander';
import { listAll } from '../api/list-all.ts';
import type { CommandContext } from '../command-context.ts';
import { type Column, printTable } from '../terminal/table.ts';
import { formatCount } from '../terminal/wording.ts';

const columns: readonly Column<DatasetView>[] = [
  { heading: 'NAME', value: (dataset) => dataset.name },
  { heading: 'ROWS', value: (dataset) => formatCount(countRows(dataset)), align: 'right' },
  { heading: 'TYPES', value: describeTypes },
  { heading: 'ID', value: (dataset) => dataset.id },
];

/** `patchbay dataset list`: the datasets by name. */
export function addDatasetList(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('list datasets by name')
    .action(async () => {
      const hub = await context.connectToHub();
      const datasets = await listAll((query) => hub.datasets.list(query));
      context.terminal.result(datasets, (out) => {
        if (datasets.length > 0) printTable(out, datasets, columns);
        else out.line('No dataset yet. Make one with: patchbay dataset import <folder>');
      });
    });
}

function countRows({ rowCounts }: DatasetView): number {
  return Object.values(rowCounts).reduce((total, count) => total + count, 0);
}

/** `40 image, 3 video`; nothing for an empty dataset. */
function describeTypes({ rowCounts }: DatasetView): string {
  return Object.entries(rowCounts)
    .filter(([, count]) => count > 0)
    .map(([type, count]) => `${formatCount(count)} ${type}`)
    .join(', ');
}
