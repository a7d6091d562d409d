import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { credentialsSchema } from '@patchbay/core/model/credentials.ts';
import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import { nameSchema } from '@patchbay/core/model/model-configuration.ts';
import * as z from 'zod';
import { foundryConnectionSchema } from './connection.ts';
import { anyCase } from './manifest-media-type.ts';
import { manifestOntologySchema } from './manifest-ontology.ts';
import { manifestParametersSchema } from './manifest-parameters.ts';
import { wireKinds } from './ontology.ts';

/** The kinds of features that Labelbox publishes, and the older name of one. */
export const featureKinds = [...Object.values(wireKinds), 'superpixel'] as const;

/** A `model.yaml` as Labelbox publishes it, with its ontology already in our terms. */
export const manifestSchema = z.strictObject({
  name: nameSchema,
  inference_endpoint: endpointUrlSchema,
  secrets: credentialsSchema.shape.bearer.unwrap().shape.token.nullish(),
  requests_per_second: limitsSchema.shape.requestsPerSecond.unwrap().optional(),
  description: newModelSchema.shape.description.unwrap().nullish(),
  readme: newModelSchema.shape.readme.unwrap().nullish(),
  allowed_asset_types: z.array(anyCase(dataRowTypes)).min(1).nullish(),
  allowed_feature_kinds: z.array(anyCase(featureKinds)).nullish(),
  ontology: manifestOntologySchema.nullish(),
  inference_params_json_schema: manifestParametersSchema.nullish(),
  max_tokens: foundryConnectionSchema.shape.maxTokens.nullish(),
});
export type Manifest = z.infer<typeof manifestSchema>;
