import {
  type DatasetView,
  type ImportFormat,
  importFormats,
} from '@patchbay/core/api/dataset-routes.ts';
import { type Command, Option } from 'commander';
import type { HubClient } from '../api/client.ts';
import { findDatasetNamed } from '../api/find-by-name.ts';
import type { CommandContext } from '../command-context.ts';
import { formatMeanings } from '../datasets/import-extensions.ts';
import { type ImportPlan, planImport } from '../datasets/plan-import.ts';
import { printImportReport } from '../datasets/print-import-report.ts';
import { createUploadDisplay } from '../datasets/upload-display.ts';
import { uploadFiles } from '../datasets/upload-files.ts';
import { exitStatuses } from '../exit-status.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf, nameSome } from '../terminal/wording.ts';

interface DatasetImportOptions {
  readonly name?: string;
  readonly format?: ImportFormat;
}

/** `patchbay dataset import`: sends a folder, a list or lines of text into a dataset. */
export function addDatasetImport(parent: Command, context: CommandContext): void {
  parent
    .command('import')
    .description(
      'import a folder or an archive (.zip) of files, a list of rows or addresses (.jsonl, .csv) or lines of text',
    )
    .argument('<path>', 'a folder, with all that is below it, an archive or one file')
    .option('--name <name>', 'the dataset; made if it is not there (default: the name of the path)')
    .addOption(
      new Option('--format <format>', 'how to read it (default: by the extension)').choices(
        importFormats,
      ),
    )
    .action(async (path: string, options: DatasetImportOptions) => {
      const plan = await planImport(path, options.format);
      const hub = await context.connectToHub();
      const dataset = await findOrCreate(hub, options.name ?? plan.suggestedName);
      announce(context.terminal.notes, plan, dataset);
      const display = createUploadDisplay(context.terminal.notes, plan.files.length);
      const report = await uploadFiles(hub, dataset.id, plan, display.show).finally(display.end);
      const { skipped, links } = plan;
      context.terminal.result({ dataset, ...report, skipped, links }, (out) => {
        printImportReport(out, dataset, report);
      });
      if (report.failedCount > 0) context.exitWith(exitStatuses.userError);
    });
}

async function findOrCreate(hub: HubClient, name: string): Promise<DatasetView> {
  return (await findDatasetNamed(hub, name)) ?? (await hub.datasets.create({ name }));
}

function announce(notes: Output, plan: ImportPlan, dataset: DatasetView): void {
  const meaning = formatMeanings[plan.format];
  notes.line(
    `${countOf(plan.files.length, 'file')} → dataset "${dataset.name}" as ${plan.format}: ${meaning}`,
  );
  const { skipped, links } = plan;
  if (skipped.length > 0) {
    notes.line(`${countOf(skipped.length, 'file')} of other types left out: ${nameSome(skipped)}`);
  }
  if (links.length > 0) {
    notes.line(
      `${countOf(links.length, 'link')} left out, which are not followed: ${nameSome(links)}`,
    );
  }
}
