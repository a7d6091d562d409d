import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import type { HubClient } from '../api/client.ts';
import { readKeyValues } from '../arguments/key-values.ts';
import { readDocument } from '../arguments/read-document.ts';
import { jsonObjectSchema, type ModelOptions, readVideoSampling } from './new-model.ts';

/** What the options of `patchbay model revise` say. */
export interface ReviseOptions extends ModelOptions {
  readonly discoverClasses?: boolean;
}

type Changes = Omit<Parameters<HubClient['models']['revise']>[0], 'id'>;

/** What is to be otherwise in the next revision; `--url` and `--set` change the connection of before. */
export async function readRevisionChanges(
  options: ReviseOptions,
  { revision }: ModelView,
): Promise<Changes> {
  const { url, set, ontology, parametersSchema, input, discoverClasses } = options;
  const connection = { ...(url !== undefined && { url }), ...readKeyValues('--set', set) };
  const videoSampling = readVideoSampling(options);
  return {
    ...(Object.keys(connection).length > 0 && {
      connection: { ...revision.connection, ...connection },
    }),
    ...(ontology !== undefined && { ontology: await readDocument(ontology, ontologySchema) }),
    ...(parametersSchema !== undefined && {
      parametersSchema: await readDocument(parametersSchema, jsonObjectSchema),
    }),
    ...(input && { dataRowTypes: [...input] }),
    ...(videoSampling && { videoSampling: { maximumFrames: 32, ...videoSampling } }),
    ...(discoverClasses && { discoverClasses }),
  };
}
