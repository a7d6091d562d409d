import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Command } from 'commander';
import type { HubClient } from '../api/client.ts';
import {
  addCredentialsOptions,
  type CredentialsOptions,
  readCredentials,
} from '../arguments/credentials.ts';
import { collect } from '../arguments/key-values.ts';
import { readPositiveInteger, readPositiveNumber } from '../arguments/numbers.ts';
import { readTextFile } from '../arguments/read-document.ts';
import type { CommandContext } from '../command-context.ts';
import { type ModelOptions, readLimits, readNewModel } from '../models/new-model.ts';
import { printModel } from '../models/print-model.ts';
import type { Output } from '../terminal/terminal.ts';

interface RegisteredModel {
  readonly model: ModelView;
  readonly warnings: readonly Warning[];
}

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

type Registration = (hub: HubClient) => Promise<RegisteredModel>;

async function prepareFromOptions(
  options: ModelOptions,
  credentials: Credentials,
): Promise<Registration> {
  const model = await readNewModel(options, credentials);
  return (hub) => hub.models.register(model);
}

/** What the options say beside a manifest is set once the model is there. */
async function prepareFromManifest(
  path: string,
  options: ModelOptions,
  credentials: Credentials,
): Promise<Registration> {
  refuseConnectionOptions(options);
  const manifest = await readTextFile(path);
  const limits = readLimits(options);
  const { name, description } = options;
  const changes = {
    ...(Object.keys(credentials).length > 0 && { credentials }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(description !== undefined && { description }),
  };
  return async (hub) => {
    const { model, warnings } = await hub.models.registerManifest({
      manifest,
      ...(name !== undefined && { name }),
    });
    if (Object.keys(changes).length === 0) return { model, warnings };
    return { model: await hub.models.change({ id: model.id, ...changes }), warnings };
  };
}

function refuseConnectionOptions(options: ModelOptions): void {
  const given = (['protocol', 'url', 'ontology'] as const).filter((key) => options[key]);
  if (given.length === 0 && options.set.length === 0) return;
  const names = [...given, ...(options.set.length > 0 ? ['set'] : [])];
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${names.map((name) => `--${name}`).join(', ')} cannot stand beside a model.yaml: the manifest says it; change it there, or leave the manifest out`,
  });
}

function printRegistered(out: Output, { model, warnings }: RegisteredModel): void {
  printModel(out, model);
  for (const { code, message, pointer } of warnings) {
    out.line(out.paint('yellow', `  ⚠ ${message}`) + (pointer ? `  (${pointer})` : ''));
    out.line(`    → ${warningCodes[code].remedy}`);
  }
}
