import {
  type AuditEntryView,
  type AuditExportFormat,
  auditExportFormats,
  nameOfSubject,
} from '@patchbay/core/api/audit-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Command, Option } from 'commander';
import { listAll } from '../api/list-all.ts';
import { readMoment } from '../arguments/moment.ts';
import { readPositiveInteger } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import { writeToFile, writeToStream } from '../exports/write-export.ts';
import { type Column, printTable } from '../terminal/table.ts';
import { formatCount } from '../terminal/wording.ts';

interface AuditOptions {
  readonly limit: number;
  readonly actor?: string;
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
  readonly export?: AuditExportFormat;
  readonly spreadsheetSafe?: true;
  readonly output?: string;
}

/** Names are words of others: what would move the cursor is shown as a blank. */
const plain = (words: string) => words.replace(/\p{Cc}/gu, ' ');

/** The operator has no name but what they are, and who was refused has none at all. */
function showActor({ name, kind }: AuditEntryView['actor']): string {
  if (name === '') return 'somebody not signed in';
  return name === kind ? kind : `${plain(name)} (${kind})`;
}

/** By its name, where the entry has it. */
function showSubject(entry: AuditEntryView): string {
  return plain(nameOfSubject(entry) ?? entry.subjectId ?? '-');
}

/** All else that the entry says; the whole of it is in an export. */
function showDetails(entry: AuditEntryView): string {
  const subject = nameOfSubject(entry);
  const rest = Object.entries(entry.details).filter(([, value]) => value !== subject);
  const said = rest.map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return plain(said.join(', ')).slice(0, 100);
}

const columns: readonly Column<AuditEntryView>[] = [
  { heading: 'WHEN', value: ({ at }) => at.slice(0, 19).replace('T', ' ') },
  { heading: 'WHO', value: ({ actor }) => showActor(actor) },
  { heading: 'WHAT', value: ({ action }) => action },
  { heading: 'FROM', value: ({ address }) => address ?? '-' },
  { heading: 'TO WHAT', value: showSubject },
  { heading: 'DETAILS', value: showDetails },
];

/** `patchbay audit`: who changed what, or all of it as a file. */
export function addAudit(parent: Command, context: CommandContext): void {
  parent
    .command('audit')
    .description('show who changed what, newest first, or export it')
    .option('--limit <count>', 'how many at most', readPositiveInteger, 50)
    .option('--actor <who>', 'only what they did: user:<id>, key:<id>, operator, hub')
    .option('--action <what>', 'only this, or what is about this: model:registered, model')
    .option('--from <moment>', 'only from then on: 2026-11-26, 2026-11-26T08:30:00Z', readMoment)
    .option('--to <moment>', 'only before then', readMoment)
    .addOption(
      new Option('--export <format>', 'all of it, oldest first, to a file or standard output') //
        .choices(auditExportFormats),
    )
    .option('--spreadsheet-safe', 'with --export csv: no cell is taken for a formula')
    .option('--output <file>', 'with --export: where to write it; appears once it is whole')
    .action((options: AuditOptions) =>
      options.export === undefined
        ? showAudit(context, options)
        : exportAudit(context, options, options.export),
    );
}

async function showAudit(context: CommandContext, options: AuditOptions): Promise<void> {
  for (const [name, value] of [
    ['--output', options.output],
    ['--spreadsheet-safe', options.spreadsheetSafe],
  ]) {
    if (value !== undefined) throw standsAlone(String(name));
  }
  const hub = await context.connectToHub();
  const page = { ...filterOf(options), limit: Math.min(options.limit, 200) };
  const entries = await listAll((cursor) => hub.audit.list({ ...page, ...cursor }), options.limit);
  context.terminal.result(entries, (out) => {
    if (entries.length > 0) printTable(out, entries, columns);
    else out.line('Nothing is written down that matches.');
  });
}

async function exportAudit(
  { connectToHub, terminal }: CommandContext,
  options: AuditOptions,
  format: AuditExportFormat,
): Promise<void> {
  const { output, spreadsheetSafe: safe } = options;
  const hub = await connectToHub();
  const stream = await hub.exportAudit({ format, ...(safe && { safe }), ...filterOf(options) });
  if (output === undefined) return writeToStream(stream, terminal.out.stream);
  const byteLength = await writeToFile(stream, output);
  terminal.result({ format, output, byteLength }, (out) => {
    out.line(`${out.paint('bold', output)}  ${formatCount(byteLength)} bytes of ${format}`);
  });
}

function filterOf({ actor, action, from, to }: AuditOptions) {
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function standsAlone(option: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${option} belongs to an export: add --export csv or --export jsonl`,
  });
}
