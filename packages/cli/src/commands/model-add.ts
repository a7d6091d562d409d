import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import { type Command, Option } from 'commander';
import {
  addCredentialsOptions,
  type CredentialsOptions,
  readCredentials,
} from '../arguments/credentials.ts';
import { collect } from '../arguments/key-values.ts';
import { readPositiveInteger, readPositiveNumber } from '../arguments/numbers.ts';
import type { CommandContext } from '../command-context.ts';
import type { ModelOptions } from '../models/new-model.ts';
import { printModel } from '../models/print-model.ts';
import {
  prepareFromManifest,
  prepareFromOptions,
  type RegisteredModel,
} from '../models/register-model.ts';
import type { Output } from '../terminal/terminal.ts';

/** `patchbay model add`: registers a model from its `model.yaml`, or from options. */
export function addModelAdd(parent: Command, context: CommandContext): void {
  const command = parent
    .command('add')
    .description('register a model, from its model.yaml or from options')
    .argument('[model.yaml]', 'the manifest of the model')
    .option('--name <name>', 'what to call it; takes the place of the name in a manifest')
    .option('--protocol <id>', 'the contract that the endpoint speaks')
    .option('--url <url>', 'the address of the endpoint')
    .option('--set <key=value>', 'another setting of the connection; may be repeated', collect, [])
    .option('--description <text>', 'what it is for')
    .option('--ontology <file>', 'its classes, as JSON or YAML')
    .option('--parameters-schema <file>', 'JSON Schema of its parameters, as JSON or YAML')
    .addOption(new Option('--input <type...>', 'what it takes').choices(dataRowTypes))
    .option('--frames-per-second <n>', 'frames of a video that it is given', readPositiveNumber)
    .option('--every-nth-frame <n>', 'or every nth of them', readPositiveInteger)
    .option('--maximum-frames <n>', 'frames of a video at most', readPositiveInteger)
    .option('--requests-per-second <n>', 'how often it may be called', readPositiveNumber)
    .option('--concurrency <n>', 'how many calls at once', readPositiveInteger)
    .option('--timeout-ms <n>', 'how long a call may take', readPositiveInteger);
  addCredentialsOptions(command).action(
    async (manifest: string | undefined, options: ModelOptions & CredentialsOptions) => {
      const credentials = await readCredentials(options, context.environment);
      const register =
        manifest === undefined
          ? await prepareFromOptions(options, credentials)
          : await prepareFromManifest(manifest, options, credentials);
      const registered = await register(await context.connectToHub());
      context.terminal.result(registered, (out) => printRegistered(out, registered));
    },
  );
}

function printRegistered(out: Output, { model, warnings }: RegisteredModel): void {
  printModel(out, model);
  for (const { code, message, pointer } of warnings) {
    out.line(out.paint('yellow', `  ⚠ ${message}`) + (pointer ? `  (${pointer})` : ''));
    out.line(`    ${out.paint('cyan', '→')} ${warningCodes[code].remedy}`);
  }
}
