import type { Command } from 'commander';
import { findDataset, findModel } from '../api/find-by-name.ts';
import { collect, readKeyValues } from '../arguments/key-values.ts';
import { readPositiveInteger, readSeed } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseSelection } from '../runs/choose-selection.ts';
import { printRunHandle } from '../runs/print-run-handle.ts';
import { watchRun } from '../runs/watch-run.ts';

interface RunStartOptions {
  readonly model: string;
  readonly dataset: string;
  readonly name?: string;
  readonly param: readonly string[];
  readonly sample?: number;
  readonly seed?: number;
  readonly onlyNew?: boolean;
  readonly preview?: boolean;
  readonly reuseResults?: boolean;
  readonly wait: boolean;
}

/** `patchbay run start`: runs a model over a dataset and shows how it gets on. */
export function addRunStart(parent: Command, context: CommandContext): void {
  parent
    .command('start')
    .description('run a model over a dataset')
    .requiredOption('--model <name|id>', 'the model to call')
    .requiredOption('--dataset <name|id>', 'the dataset whose rows it is given')
    .option('--name <name>', 'what to call the run')
    .option('--param <key=value>', 'a parameter of the model; may be repeated', collect, [])
    .option(
      '--sample <n>',
      'call the model for so many data rows, taken at random',
      readPositiveInteger,
    )
    .option('--seed <n>', 'with --sample: take the sample that this seed gives', readSeed)
    .option('--only-new', 'leave out data rows of which this revision has a result')
    .option(
      '--preview',
      'only look at a few first, before all other runs: --sample of them, else 10',
    )
    .option(
      '--reuse-results',
      'use results of earlier runs again where data row, revision and parameters are equal',
    )
    .option('--no-wait', 'return at once; the run goes on in the hub')
    .action(async (options: RunStartOptions) => {
      const selection = chooseSelection(options);
      const parameters = readKeyValues('--param', options.param);
      const hub = await context.connectToHub();
      const model = await findModel(hub, options.model);
      const dataset = await findDataset(hub, options.dataset);
      const run = await hub.runs.start({
        modelId: model.id,
        datasetId: dataset.id,
        ...(options.name !== undefined && { name: options.name }),
        parameters,
        ...(selection && { selection }),
        ...(options.preview && { preview: true }),
        ...(options.reuseResults && { reuseResults: true }),
      });
      if (!options.wait) return printRunHandle(context.terminal, run);
      await watchRun(context, hub, run);
    });
}
