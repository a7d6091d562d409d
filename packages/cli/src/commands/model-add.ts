import type { Command } from 'commander';
import {
  addCredentialsOptions,
  type CredentialsOptions,
  readCredentials,
} from '../arguments/credentials.ts';
import type { CommandContext } from '../command-context.ts';
import { addConfigurationOptions } from '../models/configuration-options.ts';
import type { ModelOptions } from '../models/new-model.ts';
import { printRegistered } from '../models/print-registered.ts';
import { prepareFromManifest, prepareFromOptions } from '../models/register-model.ts';

/** `patchbay model add`: registers a model from its `model.yaml`, or from options. */
export function addModelAdd(parent: Command, context: CommandContext): void {
  const command = parent
    .command('add')
    .description('register a model, from its model.yaml or from options')
    .argument('[model.yaml]', 'the manifest of the model')
    .option('--name <name>', 'what to call it; takes the place of the name in a manifest')
    .option('--protocol <id>', 'the contract that the endpoint speaks');
  addConfigurationOptions(command);
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
