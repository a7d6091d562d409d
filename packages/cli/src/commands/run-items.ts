import type { ItemView } from '@patchbay/core/api/item-routes.ts';
import { itemStates } from '@patchbay/core/run/item-state.ts';
import { type Command, Option } from 'commander';
import { readConfidence, readPositiveInteger } from '../arguments/numbers.ts';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { type ItemChoice, listItems } from '../runs/list-items.ts';
import { type Column, printTable } from '../terminal/table.ts';

const columns: readonly Column<ItemView>[] = [
  { heading: 'ITEM', value: (item) => item.id },
  { heading: 'GLOBAL KEY', value: (item) => item.dataRow.globalKey },
  { heading: 'STATE', value: (item) => item.state },
  { heading: 'FOUND', value: (item) => String(item.annotationCount ?? ''), align: 'right' },
  { heading: 'CONFIDENCE', value: (item) => item.confidence?.toFixed(3) ?? '', align: 'right' },
  { heading: 'CODE', value: (item) => item.problem?.code ?? '' },
];

interface RunItemsOptions extends ItemChoice {
  readonly limit: number;
}

/** `patchbay run items`: the items of a run, all or those of a state, a code, a class, … */
export function addRunItems(parent: Command, context: CommandContext): void {
  parent
    .command('items')
    .description(
      'list the items of a run in the order of the dataset; by class or confidence, highest first',
    )
    .argument('<run>', 'the id of the run', readRunId)
    .addOption(new Option('--state <state>', 'only items in this state').choices(itemStates))
    .option('--code <code>', 'only items that failed with this code')
    .option('--class <name>', 'only items with an annotation of this class')
    .option('--minimum-confidence <number>', 'only items at least so sure, 0 to 1', readConfidence)
    .option('--maximum-confidence <number>', 'only items at most so sure, 0 to 1', readConfidence)
    .option('--text <words>', 'only items with these words in key, text, class or answer; slower')
    .option('--warning <code>', 'only items that were read with this warning; slower')
    .option('--limit <count>', 'how many at most', readPositiveInteger, 20)
    .action(async (runId: string, { limit, ...choice }: RunItemsOptions) => {
      const { terminal } = context;
      const hub = await context.connectToHub();
      const onNote = (note: string) => terminal.notes.line(note);
      const items = await listItems(hub, { id: runId, ...choice }, limit, onNote);
      terminal.result(items, (out) => {
        const shown = columns.filter(({ value }) => items.some((item) => value(item) !== ''));
        if (items.length > 0) printTable(out, items, shown);
        else out.line('No item of the run is like this.');
      });
    });
}
