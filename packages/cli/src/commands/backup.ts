import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { BackupInventory, BackupManifest } from '@patchbay/hub/backup/backup-format.ts';
import type { Command } from 'commander';
import { describeInventory } from '../backups/describe-inventory.ts';
import type { CommandContext } from '../command-context.ts';
import { createByteDisplay } from '../exports/byte-display.ts';
import { writeWholeFile } from '../exports/write-whole-file.ts';
import { keepHeapSmall } from '../hub/keep-heap-small.ts';
import { runWhileWanted } from '../terminal/run-while-wanted.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf, formatMegabytes } from '../terminal/wording.ts';

interface BackupOptions {
  readonly data?: string;
  readonly keyFile?: string;
}

type Written = { manifest: BackupManifest; inventory: BackupInventory };

/** `patchbay backup`: writes database and files of a hub, at work or stopped, into one file. */
export function addBackup(parent: Command, context: CommandContext): void {
  parent
    .command('backup')
    .description(
      'write the data of a hub, at work or stopped, into one file: its database (DATABASE_URL, else that of the data folder) and its storage',
    )
    .argument('<file>', 'where to write it, as .tar.zst; - for standard output')
    .option('--data <folder>', 'the data folder (default: ~/.patchbay)')
    .option('--key-file <file>', 'write the key that opens its secrets there, to be kept apart')
    .action((file: string, options: BackupOptions) => backup(context, file, options));
}

async function backup(
  context: CommandContext,
  file: string,
  { data, keyFile }: BackupOptions,
): Promise<void> {
  const { terminal } = context;
  keepHeapSmall();
  // Loaded here, so that the commands that only talk to a hub start at once.
  const { backUpHub } = await import('@patchbay/hub/backup/back-up-hub.ts');
  const display = createByteDisplay(terminal.notes, file === '-' ? 'backup' : file);
  const stopped = 'The backup was stopped. Nothing of it is left.';
  const result = await runWhileWanted(context, stopped, (signal) =>
    writeTo(file, (output) =>
      backUpHub(
        output,
        {
          keyFile,
          signal,
          onProgress: ({ rowBytes, assetBytes }) => display.show(rowBytes + assetBytes),
        },
        { logLevel: 'warn', ...(data !== undefined && { dataFolder: data }) },
      ).finally(display.end),
    ),
  );
  if (!result) return;
  const { byteLength, written } = result;
  const { manifest, inventory } = written;
  noteMissing(terminal.notes, inventory);
  if (byteLength === null) return;
  terminal.result({ file, byteLength, keyFile: keyFile ?? null, manifest, inventory }, (out) => {
    out.line(`${out.paint('bold', file)}  ${formatMegabytes(byteLength)}`);
    out.line(`  ${describeInventory(inventory)}`);
    tellKey(out, manifest, keyFile);
  });
}

/** Writes to a file, which its owner alone may read, or to standard output: of that no length is told. */
async function writeTo(
  file: string,
  write: (output: Writable) => Promise<Written>,
): Promise<{ byteLength: number | null; written: Written }> {
  if (file !== '-') return await writeWholeFile(file, write, 0o600);
  // A stream of its own: where a reader goes away before all is written, that is no success here.
  const output = createWriteStream('', { fd: 1, autoClose: false });
  try {
    return { byteLength: null, written: await write(output) };
  } catch (cause) {
    const isGone = cause instanceof Error && 'code' in cause && cause.code === 'EPIPE';
    if (!isGone) throw cause;
    const message = 'Whoever read the backup went away before all of it was written.';
    throw new PatchbayError({ code: 'INPUT_INVALID', message, cause });
  }
}

function tellKey(out: Output, { secretKeyId }: BackupManifest, keyFile: string | undefined): void {
  const name = `the key ${secretKeyId}, which opens its secrets`;
  if (keyFile !== undefined) out.line(`  ${keyFile}: ${name}. Keep it apart from the backup.`);
  else out.line(`  Not in it: ${name}. Keep a copy of it too (--key-file <file>).`);
}

/** A backup that lacks files is worth having, and nobody should take it for whole. */
function noteMissing(notes: Output, { assets }: BackupInventory): void {
  if (assets.missingCount === 0) return;
  notes.line(
    notes.paint(
      'yellow',
      `${countOf(assets.missingCount, 'file')} that data rows or exchanges name ${assets.missingCount === 1 ? 'is' : 'are'} not in the storage, and so not in the backup: ${assets.missing.slice(0, 3).join(', ')}${assets.missingCount > 3 ? ', …' : ''}`,
    ),
  );
}
