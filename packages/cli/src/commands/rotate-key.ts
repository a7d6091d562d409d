import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Rotation, RotationStep } from '@patchbay/hub/key-rotation/rotate-secret-key.ts';
import type { Command } from 'commander';
import { readPositiveNumber } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import { exitStatuses } from '../exit-status.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf } from '../terminal/wording.ts';

interface RotateKeyOptions {
  readonly data?: string;
  readonly wait?: number;
  readonly retire?: true;
  readonly lostKey?: true;
}

/** `patchbay rotate-key`: replaces the secret key of a hub, at work or stopped. */
export function addRotateKey(parent: Command, context: CommandContext): void {
  parent
    .command('rotate-key')
    .description(
      'replace the secret key with which a hub, at work or stopped, seals the secrets in its database (DATABASE_URL, else that of the data folder)',
    )
    .option('--data <folder>', 'the data folder (default: ~/.patchbay)')
    .option(
      '--wait <seconds>',
      'how long to wait until hub and workers know the new key (default: 30)',
      readPositiveNumber,
    )
    .option('--retire', 'forget the keys before, with which nothing is sealed any more')
    .option(
      '--lost-key',
      'begin with another key where the old one is lost: secrets of models are entered again',
    )
    .action((options: RotateKeyOptions) => choose(context, options));
}

async function choose(context: CommandContext, options: RotateKeyOptions): Promise<void> {
  const { data, retire, lostKey } = options;
  const settings = { logLevel: 'warn' as const, ...(data !== undefined && { dataFolder: data }) };
  if (retire && lostKey) throw onlyOne();
  if (retire) return await retireKeys(context, settings);
  if (lostKey) return await beginAnew(context, settings);
  await rotate(context, settings, options.wait);
}

type Settings = { readonly logLevel: 'warn'; readonly dataFolder?: string };

async function rotate(
  { terminal, exitWith }: CommandContext,
  settings: Settings,
  waitSeconds: number | undefined,
): Promise<void> {
  // Loaded here, so that the commands that only talk to a hub start at once.
  const { rotateSecretKey } = await import('@patchbay/hub/key-rotation/rotate-secret-key.ts');
  const options = {
    onProgress: createProgress(terminal.notes),
    ...(waitSeconds !== undefined && { waitMs: waitSeconds * 1000 }),
  };
  const rotation = await rotateSecretKey(options, settings);
  for (const { table, id, reason } of rotation.unopened) {
    terminal.notes.line(terminal.notes.paint('yellow', `${table} ${id}: ${reason}`));
  }
  if (rotation.unopened.length > 0) exitWith(exitStatuses.userError);
  terminal.result(rotation, (out) => tellRotation(out, rotation));
}

function tellRotation(out: Output, rotation: Rotation): void {
  const { keyId, previousKeyIds, keyFile, resealed, unopened } = rotation;
  out.line(`Secrets are sealed with the key ${out.paint('bold', keyId)}.`);
  out.line(`  ${countOf(resealed, 'seal')} made anew with it.`);
  if (unopened.length > 0) {
    out.line(
      `  ${countOf(unopened.length, 'seal')} did not open and stayed as they were: enter those secrets again.`,
    );
  }
  if (keyFile !== null) {
    out.line(
      `  It lies in ${keyFile}. Keep a copy of it: patchbay backup <file> --key-file <file>`,
    );
  }
  if (previousKeyIds.length > 0) {
    out.line(
      `  Still known: ${previousKeyIds.join(', ')}, for backups made before. Forget ${previousKeyIds.length === 1 ? 'it' : 'them'} with: patchbay rotate-key --retire`,
    );
  }
}

async function retireKeys({ terminal }: CommandContext, settings: Settings): Promise<void> {
  const { retireKeys } = await import('@patchbay/hub/key-rotation/retire-keys.ts');
  const retirement = await retireKeys(settings);
  terminal.result(retirement, (out) => {
    const { keyId, retiredKeyIds } = retirement;
    if (retiredKeyIds.length === 0) {
      out.line(`There is no key but ${keyId}, with which secrets are sealed. Nothing was changed.`);
      return;
    }
    out.line(`Forgotten: ${retiredKeyIds.join(', ')}. All secrets are sealed with ${keyId}.`);
    out.line('  Backups made before open with a copy of the old key alone (backup --key-file).');
  });
}

async function beginAnew({ terminal }: CommandContext, settings: Settings): Promise<void> {
  const { beginWithAnotherKey } = await import(
    '@patchbay/hub/key-rotation/begin-with-another-key.ts'
  );
  const beginning = await beginWithAnotherKey(settings);
  terminal.result(beginning, (out) => {
    const { keyId, lostKeyId, lostSeals } = beginning;
    out.line(
      `Secrets are sealed with the key ${out.paint('bold', keyId)} from now on; ${lostKeyId} is given up.`,
    );
    if (lostSeals > 0) {
      out.line(
        `  ${countOf(lostSeals, 'secret')} of models cannot be opened any more: enter the credentials again (page of the model, or PATCH /api/v1/models/{id}).`,
      );
    }
    out.line('  Everybody signs in again. Start the hub with `patchbay serve`.');
  });
}

/** Says what it waits for, once, and what it does. */
function createProgress(notes: Output): (step: RotationStep) => void {
  let waitsFor = 0;
  return (step) => {
    if (step.step === 'sealing' || step.processes === waitsFor) return;
    waitsFor = step.processes;
    notes.line(
      `Waiting for ${countOf(waitsFor, 'process', 'processes')} at work to read the new key ${step.keyId} …`,
    );
  };
}

function onlyOne(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: '--retire and --lost-key are different things: give one of them.',
  });
}
