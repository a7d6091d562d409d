import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { HubClient } from '../api/client.ts';
import { readTextFile } from '../arguments/read-document.ts';
import { type ModelOptions, readLimits, readNewModel } from './new-model.ts';

/** A model just registered, with what was read leniently in its manifest. */
export interface RegisteredModel {
  readonly model: ModelView;
  readonly warnings: readonly Warning[];
}

/** A registration that is read and checked as far as it can be without the hub. */
export type Registration = (hub: HubClient) => Promise<RegisteredModel>;

/** Prepares the model that the options describe. */
export async function prepareFromOptions(
  options: ModelOptions,
  credentials: Credentials,
): Promise<Registration> {
  const model = await readNewModel(options, credentials);
  return (hub) => hub.models.register(model);
}

/** Prepares the model of a manifest. What the options say beside it is set once the model is there. */
export async function prepareFromManifest(
  path: string,
  options: ModelOptions,
  credentials: Credentials,
): Promise<Registration> {
  refuseConfiguration(options);
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

function pickSampling({ framesPerSecond, everyNthFrame, maximumFrames }: ModelOptions) {
  return {
    'frames-per-second': framesPerSecond,
    'every-nth-frame': everyNthFrame,
    'maximum-frames': maximumFrames,
  };
}

/** @throws PatchbayError INPUT_INVALID where options say what a manifest says */
export function refuseConfiguration(options: ModelOptions): void {
  const { protocol, url, set, ontology, parametersSchema, input } = options;
  const configuration = {
    protocol,
    url,
    set: set.length > 0 ? set : undefined,
    ontology,
    'parameters-schema': parametersSchema,
    input,
    ...pickSampling(options),
  };
  const given = Object.entries(configuration).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${given.map(([name]) => `--${name}`).join(', ')} cannot stand beside a model.yaml: the manifest says it; change it there, or leave the manifest out`,
  });
}
