import { type ExportFormat, exportFormats } from '@patchbay/core/api/item-routes.ts';
import { type Command, Option } from 'commander';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { writeToFile, writeToStream } from '../exports/write-export.ts';
import { formatCount } from '../terminal/wording.ts';

interface ExportOptions {
  readonly format: ExportFormat;
  readonly output?: string;
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
    .option('--output <file>', 'where to write it; appears once it is whole')
    .action(async (runId: string, { format, output }: ExportOptions) => {
      const hub = await context.connectToHub();
      const stream = await hub.exportRun(runId, format);
      if (output === undefined) return writeToStream(stream, context.terminal.out.stream);
      const byteLength = await writeToFile(stream, output);
      context.terminal.result({ run: runId, format, output, byteLength }, (out) => {
        out.line(`${out.paint('bold', output)}  ${formatCount(byteLength)} bytes of ${format}`);
      });
    });
}
