import type { RevisedModel } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Command } from 'commander';
import type { HubClient } from '../api/client.ts';
import { findModel } from '../api/find-by-name.ts';
import {
  addCredentialsOptions,
  type CredentialsOptions,
  readCredentials,
} from '../arguments/credentials.ts';
import { readTextFile } from '../arguments/read-document.ts';
import type { CommandContext } from '../command-context.ts';
import { addConfigurationOptions } from '../models/configuration-options.ts';
import { readLimits } from '../models/new-model.ts';
import { printRegistered } from '../models/print-registered.ts';
import { refuseConfiguration } from '../models/register-model.ts';
import { type ReviseOptions, readRevisionChanges } from '../models/revise-options.ts';

/** `patchbay model revise`: changes a model; what gives its answers their meaning in a new revision. */
export function addModelRevise(parent: Command, context: CommandContext): void {
  const command = parent
    .command('revise')
    .description('change a model; its runs keep the revision that they were started with')
    .argument('<name|id>', 'the model')
    .argument('[model.yaml]', 'what it is from now on; its name stays');
  addConfigurationOptions(command).option('--discover-classes', 'ask the endpoint for its classes');
  addCredentialsOptions(command).option('--no-credentials', 'call it without any from now on');
  command.action(
    async (
      nameOrId: string,
      manifest: string | undefined,
      options: ReviseOptions & GivenCredentials,
    ) => {
      const credentials = await readGivenCredentials(options, context.environment);
      if (manifest !== undefined) refuseConfiguration(options);
      const text = manifest === undefined ? null : await readTextFile(manifest);
      const hub = await context.connectToHub();
      const model = await findModel(hub, nameOrId);
      const revised =
        text === null
          ? await hub.models.revise({
              id: model.id,
              ...(await readRevisionChanges(options, model)),
              ...credentials,
            })
          : await hub.models.reviseManifest({ id: model.id, manifest: text, ...credentials });
      const result = await changeAtOnce(hub, revised, options);
      context.terminal.result(result, (out) => {
        printRegistered(out, result);
        if (!result.revised) out.line(out.paint('dim', '  no new revision: nothing else differs'));
      });
    },
  );
}

/** Commander makes `--no-credentials` a false. */
type GivenCredentials = CredentialsOptions & { readonly credentials?: boolean };

/** The credentials that the options give, or that there shall be none; nothing where they say nothing of them. */
async function readGivenCredentials(
  options: GivenCredentials,
  environment: NodeJS.ProcessEnv,
): Promise<{ credentials?: Credentials }> {
  const credentials = await readCredentials(options, environment);
  const areGiven = Object.keys(credentials).length > 0;
  if (options.credentials !== false) return areGiven ? { credentials } : {};
  if (!areGiven) return { credentials };
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: '--no-credentials cannot stand beside credentials; leave one of them out',
  });
}

/** Limits and the description belong to no revision: they hold at once. */
async function changeAtOnce(
  hub: HubClient,
  revised: RevisedModel,
  options: ReviseOptions,
): Promise<RevisedModel> {
  const limits = readLimits(options);
  const { description } = options;
  const changes = {
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(description !== undefined && { description }),
  };
  if (Object.keys(changes).length === 0) return revised;
  return { ...revised, model: await hub.models.change({ id: revised.model.id, ...changes }) };
}
