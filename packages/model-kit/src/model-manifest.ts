import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { writeManifest as writeManifestOf } from '@patchbay/protocols/foundry/write-manifest.ts';
import type { Model } from './model.ts';

/** What a manifest says besides the declaration of its model. */
export interface ManifestOptions {
  /** The address that takes the predictions: `https://models.example.com/predict`. */
  readonly url: string;
  /** The bearer token of the server. Leave it out of files that others may read. */
  readonly secret?: string;
}

/** Writes the `model.yaml` by which a model is registered, from its declaration. */
export function writeManifest(model: Model, { url, secret }: ManifestOptions): string {
  const { name, description, readme, requestsPerSecond, ontology, parametersSchema } = model;
  return writeManifestOf({
    ...{ name, url, description, readme, requestsPerSecond, ontology, parametersSchema },
    dataRowTypes: model.dataRowTypes,
    ...(secret !== undefined && { secret }),
  });
}

/** What whoever registers the model has to know about its secret, as the comment that a manifest may have. */
export function describeSecret({ bearer, basic, header }: Credentials): string {
  if (bearer) return '# The server wants a bearer token: add it as `secrets`.\n';
  if (!basic && !header) return '';
  return '# The server wants credentials of a kind that a manifest has no word for; give them when you register it.\n';
}
