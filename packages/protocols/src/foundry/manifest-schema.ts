import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { credentialsSchema } from '@patchbay/core/model/credentials.ts';
import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import { nameSchema } from '@patchbay/core/model/model-configuration.ts';
import * as z from 'zod';
import { foundryConnectionSchema } from './connection.ts';
import { manifestOntologySchema } from './manifest-ontology.ts';

/** The kinds of features that Labelbox publishes. */
const featureKinds = [
  'text',
  'radio',
  'checklist',
  'rectangle',
  'raster-segmentation',
  'named-entity',
  'polygon',
  'point',
  'edge',
  'line',
] as const;

const loose = <const Values extends readonly string[]>(values: Values) =>
  z.string().trim().toLowerCase().pipe(z.enum(values));

/** Parameters are an object: manifests, the vendor's sample among them, do not say so. */
const parametersSchema = z
  .record(z.string(), z.json())
  .refine(
    ({ type = 'object' }) => type === 'object',
    'the parameters of a run are an object, so its `type` is `object` or left out',
  )
  .transform((schema) => ({ type: 'object', ...schema }));

/** A `model.yaml` as Labelbox publishes it, with its ontology already in our terms. */
export const manifestSchema = z.strictObject({
  name: nameSchema,
  inference_endpoint: endpointUrlSchema,
  secrets: credentialsSchema.shape.bearer.unwrap().shape.token.nullish(),
  requests_per_second: limitsSchema.shape.requestsPerSecond.unwrap().optional(),
  description: newModelSchema.shape.description.unwrap().nullish(),
  readme: newModelSchema.shape.readme.unwrap().nullish(),
  allowed_asset_types: z.array(loose(dataRowTypes)).min(1).nullish(),
  allowed_feature_kinds: z.array(loose(featureKinds)).nullish(),
  ontology: manifestOntologySchema.nullish(),
  inference_params_json_schema: parametersSchema.nullish(),
  max_tokens: foundryConnectionSchema.shape.maxTokens.nullish(),
});
export type Manifest = z.infer<typeof manifestSchema>;
