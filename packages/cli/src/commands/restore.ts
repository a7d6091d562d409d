import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Command } from 'commander';
import { describeInventory } from '../backups/describe-inventory.ts';
import type { CommandContext } from '../command-context.ts';
import { createByteDisplay } from '../exports/byte-display.ts';
import { keepHeapSmall } from '../hub/keep-heap-small.ts';
import { runWhileWanted } from '../terminal/run-while-wanted.ts';
import { countOf } from '../terminal/wording.ts';

interface RestoreOptions {
  readonly data?: string;
  readonly keyFile?: string;
  readonly withoutKey?: true;
  readonly pauseRuns?: true;
}

/** `patchbay restore`: puts a backup into an empty data folder or database. */
export function addRestore(parent: Command, context: CommandContext): void {
  parent
    .command('restore')
    .description(
      'put a backup into an empty database (DATABASE_URL, else a new one in the data folder) and its storage; the hub is started afterwards',
    )
    .argument('<file>', 'what `patchbay backup` wrote; - for standard input')
    .option('--data <folder>', 'the data folder (default: ~/.patchbay)')
    .option('--key-file <file>', 'the key that opens its secrets, as `backup --key-file` wrote it')
    .option('--without-key', 'go on without that key: secrets of models are entered again')
    .option('--pause-runs', 'runs that had not ended wait until somebody resumes them')
    .action((file: string, options: RestoreOptions) => restoreFrom(context, file, options));
}

async function restoreFrom(
  context: CommandContext,
  file: string,
  { data, ...options }: RestoreOptions,
): Promise<void> {
  const { terminal } = context;
  keepHeapSmall();
  const { restoreHub } = await import('@patchbay/hub/backup/restore-hub.ts');
  const packed = file === '-' ? process.stdin : await openBackup(file);
  const display = createByteDisplay(terminal.notes, file === '-' ? 'restore' : file);
  const stopped = 'The restore was stopped. No row of it was kept; begin it again as before.';
  const restored = await runWhileWanted(context, stopped, (signal) =>
    restoreHub(
      packed,
      {
        ...options,
        signal,
        onProgress: ({ rowBytes, assetBytes }) => display.show(rowBytes + assetBytes),
      },
      { logLevel: 'warn', ...(data !== undefined && { dataFolder: data }) },
    ).finally(display.end),
  );
  if (!restored) return;
  const { manifest, inventory, openRuns } = restored;
  terminal.result({ file, manifest, inventory, openRuns }, (out) => {
    out.line(`Restored what was backed up at ${manifest.createdAt}:`);
    out.line(`  ${describeInventory(inventory)}`);
    if (openRuns > 0) {
      const what = options.pauseRuns ? 'wait until somebody resumes them' : 'go on';
      out.line(
        `  ${countOf(openRuns, 'run')} had not ended: with \`patchbay serve\` they ${what}.`,
      );
    }
    out.line('Start the hub with `patchbay serve`.');
  });
}

async function openBackup(file: string): Promise<Readable> {
  try {
    return createReadStream(file, { fd: await open(file) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${file} cannot be read: ${reason}`;
    throw new PatchbayError({ code: 'INPUT_INVALID', message, cause });
  }
}
