import { type ExportFormat, exportFormats } from '@patchbay/core/api/item-routes.ts';
import { type Command, Option } from 'commander';
import { readConfidence } from '../arguments/numbers.ts';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { createByteDisplay } from '../exports/byte-display.ts';
import { writeToFile, writeToStream } from '../exports/write-export.ts';
import { formatCount } from '../terminal/wording.ts';

interface ExportOptions {
  readonly format: ExportFormat;
  readonly output?: string;
  readonly class?: string;
  readonly minimumConfidence?: number;
  readonly spreadsheetSafe?: true;
}

/** `patchbay export`: writes the predictions of a run to a file or to standard output. */
export function addExport(parent: Command, context: CommandContext): void {
  parent
    .command('export')
    .description('write the predictions of a run, as they come, to a file or standard output')
    .argument('<run>', 'the id of the run', readRunId)
    .addOption(
      new Option('--format <format>', 'what to write').choices(exportFormats).default('jsonl'),
    )
    .option('--class <name>', 'only annotations of this class')
    .option(
      '--minimum-confidence <number>',
      'only annotations at least so sure, from 0 to 1',
      readConfidence,
    )
    .option('--spreadsheet-safe', 'CSV in which no cell is taken for a formula')
    .option('--output <file>', 'where to write it; appears once it is whole')
    .action((runId: string, options: ExportOptions) => exportRun(context, runId, options));
}

async function exportRun(
  { terminal, connectToHub }: CommandContext,
  runId: string,
  { format, output, spreadsheetSafe: safe, ...selection }: ExportOptions,
): Promise<void> {
  const hub = await connectToHub();
  const stream = await hub.exportRun(runId, format, {
    class: selection.class,
    minimumConfidence: selection.minimumConfidence,
    safe,
  });
  if (format === 'csv' && !safe) terminal.notes.line(rawNote);
  if (output === undefined) return writeToStream(stream, terminal.out.stream);
  const display = createByteDisplay(terminal.notes, output);
  const byteLength = await writeToFile(stream, output, display.show).finally(display.end);
  terminal.result({ run: runId, format, output, byteLength }, (out) => {
    out.line(`${out.paint('bold', output)}  ${formatCount(byteLength)} bytes of ${format}`);
  });
}

const rawNote =
  'Raw CSV: a spreadsheet takes cells that begin with = + - or @ for formulas. To open it in one, add --spreadsheet-safe.';
