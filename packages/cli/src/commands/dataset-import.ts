import {
  type DatasetView,
  type ImportFormat,
  type ImportReport,
  importFormats,
} from '@patchbay/core/api/dataset-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { type Command, Option } from 'commander';
import type { HubClient } from '../api/client.ts';
import { findDatasetNamed } from '../api/find-by-name.ts';
import type { CommandContext } from '../command-context.ts';
import { formatMeanings } from '../datasets/import-extensions.ts';
import { type ImportPlan, planImport } from '../datasets/plan-import.ts';
import { createUploadDisplay } from '../datasets/upload-display.ts';
import { uploadFiles } from '../datasets/upload-files.ts';
import { exitStatuses } from '../exit-status.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf } from '../terminal/wording.ts';

interface DatasetImportOptions {
  readonly name?: string;
  readonly format?: ImportFormat;
}

const shownFailures = 10;

/** `patchbay dataset import`: sends a folder, a list or lines of text into a dataset. */
export function addDatasetImport(parent: Command, context: CommandContext): void {
  parent
    .command('import')
    .description(
      'import a folder of files, a list of rows or addresses (.jsonl, .csv) or lines of text',
    )
    .argument('<path>', 'a folder, with all that is below it, or one file')
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
      context.terminal.result({ dataset, ...report, skipped: plan.skipped }, (out) => {
        printReport(out, dataset, report);
      });
      if (report.failed.length > 0) context.exitWith(exitStatuses.userError);
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
  if (plan.skipped.length === 0) return;
  const some = plan.skipped.slice(0, 3).join(', ');
  const more = plan.skipped.length > 3 ? ', …' : '';
  notes.line(`${countOf(plan.skipped.length, 'file')} of other types left out: ${some}${more}`);
}

function printReport(out: Output, dataset: DatasetView, report: ImportReport): void {
  const there = report.alreadyThere > 0 ? ` · ${report.alreadyThere} already there` : '';
  out.line(
    `${out.paint('bold', dataset.name)}  ${countOf(report.imported, 'data row')} imported${there}`,
  );
  for (const { source, problem } of report.failed.slice(0, shownFailures)) {
    out.line(
      `${out.paint('red', `  ✗ ${source}`)}  ${problem.message}  ${out.paint('dim', problem.code)}`,
    );
    out.line(`    ${out.paint('cyan', '→')} ${errorCodes[problem.code].remedy}`);
  }
  const hidden = report.failed.length - shownFailures;
  if (hidden > 0) out.line(`  and ${countOf(hidden, 'failure')} more; --json lists them all`);
}
