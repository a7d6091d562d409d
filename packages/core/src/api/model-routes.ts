import * as z from 'zod';
import { videoSamplingSchema } from '../data-row/video-sampling.ts';
import { problemSchema } from '../error/problem.ts';
import { warningSchema } from '../error/warning.ts';
import { credentialsSchema, credentialsSummarySchema } from '../model/credentials.ts';
import { changedLimitsSchema, limitsSchema, newLimitsSchema } from '../model/limits.ts';
import {
  descriptionSchema,
  modelConfigurationSchema,
  nameSchema,
  readmeSchema,
} from '../model/model-configuration.ts';
import { modelCheckRoutes } from './model-check-routes.ts';
import { modelStatisticsRoutes } from './model-statistics-routes.ts';
import { idInput, pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';

/** What a user gives to register a model. */
export const newModelSchema = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.default(''),
  readme: readmeSchema.default(''),
  protocol: z.string().min(1).max(64),
  connection: modelConfigurationSchema.shape.connection,
  credentials: credentialsSchema.default({}),
  /** Left out: asked from the endpoint where the protocol can, else every type or class is taken as unknown. */
  ontology: modelConfigurationSchema.shape.ontology.optional(),
  /** Left out: the types that the protocol knows. */
  dataRowTypes: modelConfigurationSchema.shape.dataRowTypes.optional(),
  parametersSchema: modelConfigurationSchema.shape.parametersSchema,
  videoSampling: modelConfigurationSchema.shape.videoSampling,
  limits: newLimitsSchema.prefault({}),
  /** Whoever registers it has not seen it answer: it is marked as unverified until a check passes. */
  unverified: z.boolean().default(false),
});
export type NewModel = z.input<typeof newModelSchema>;

/** An immutable snapshot of a model's configuration. */
export const revisionViewSchema = z.object({
  id: z.uuid(),
  number: z.int().positive(),
  createdAt: z.iso.datetime(),
  ...modelConfigurationSchema.shape,
});
export type RevisionView = z.infer<typeof revisionViewSchema>;

/** A model as it is read: with its newest revision, without its secrets. */
export const modelViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  readme: z.string(),
  enabled: z.boolean(),
  limits: limitsSchema,
  credentials: credentialsSummarySchema,
  revision: revisionViewSchema,
  /** Whether the classes were read from the endpoint; why not, where they could not. */
  discovery: z.object({
    state: z.enum(['declared', 'discovered', 'unverified']),
    problem: problemSchema.optional(),
  }),
  createdAt: z.iso.datetime(),
});
export type ModelView = z.infer<typeof modelViewSchema>;

/** A model just registered, with what was read leniently on the way. */
const registeredModelSchema = z.object({
  model: modelViewSchema,
  warnings: z.array(warningSchema),
});

/** What may change without a new revision. Credentials are replaced whole. */
const modelChangesSchema = z.strictObject({
  description: descriptionSchema.optional(),
  readme: readmeSchema.optional(),
  enabled: z.boolean().optional(),
  limits: changedLimitsSchema.optional(),
  credentials: credentialsSchema.optional(),
});

/**
 * What a new revision has otherwise than the one before. What is left out stays; what is given takes
 * the place of the whole of it. The protocol stays: another contract is another model.
 */
const revisionChangesSchema = z.strictObject({
  connection: modelConfigurationSchema.shape.connection.optional(),
  ontology: modelConfigurationSchema.shape.ontology.optional(),
  /** Asks the endpoint for its classes anew, where its contract can. */
  discoverClasses: z.boolean().default(false),
  dataRowTypes: modelConfigurationSchema.shape.dataRowTypes.optional(),
  /** Null: those that the protocol gives every model. */
  parametersSchema: modelConfigurationSchema.shape.parametersSchema.unwrap().optional(),
  /** Null: one frame in each second. */
  videoSampling: videoSamplingSchema.nullable().optional(),
  /**
   * Take the place of those that are stored, at once; `{}`: none. Must be given where the connection goes to an
   * origin (scheme, host, port) to which the stored ones were not entered.
   */
  credentials: credentialsSchema.optional(),
});
export type RevisionChanges = z.output<typeof revisionChangesSchema>;

/** The model after it was revised. */
const revisedModelSchema = registeredModelSchema.extend({
  /** False where nothing was otherwise than before: there is no new revision then. */
  revised: z.boolean(),
});
export type RevisedModel = z.infer<typeof revisedModelSchema>;

/** The text of a `model.yaml`. */
export const manifestText = z.string().max(262_144);

const tags = ['models'];

export const modelRoutes = {
  ...modelStatisticsRoutes,
  ...modelCheckRoutes,
  list: defineRoute('models:read', {
    method: 'GET',
    path: '/models',
    summary: 'List models by name',
    tags,
  })
    .input(z.strictObject({ ...pageQuery, name: z.string().optional() }))
    .output(pageOf(modelViewSchema)),
  register: defineRoute('models:write', {
    method: 'POST',
    path: '/models',
    summary: 'Register a model',
    successStatus: 201,
    tags,
  })
    .input(newModelSchema)
    .output(registeredModelSchema),
  registerManifest: defineRoute('models:write', {
    method: 'POST',
    path: '/models/manifest',
    summary: 'Register a model from its model.yaml',
    successStatus: 201,
    tags,
  })
    .input(
      z.strictObject({
        manifest: manifestText,
        /** Takes the place of the name in the manifest. */
        name: nameSchema.optional(),
      }),
    )
    .output(registeredModelSchema),
  get: defineRoute('models:read', {
    method: 'GET',
    path: '/models/{id}',
    summary: 'Read a model',
    tags,
  })
    .input(idInput)
    .output(modelViewSchema),
  change: defineRoute('models:write', {
    method: 'PATCH',
    path: '/models/{id}',
    summary: 'Change description, limits, credentials, or whether the model is enabled',
    tags,
  })
    .input(modelChangesSchema.extend(idInput.shape))
    .output(modelViewSchema),
  revise: defineRoute('models:write', {
    method: 'POST',
    path: '/models/{id}/revisions',
    summary:
      'Change what gives the answers of a model their meaning, in a new revision; runs keep theirs',
    tags,
  })
    .input(revisionChangesSchema.extend(idInput.shape))
    .output(revisedModelSchema),
  reviseManifest: defineRoute('models:write', {
    method: 'POST',
    path: '/models/{id}/revisions/manifest',
    summary: 'Make the newest revision of a model what its model.yaml says; its name stays',
    tags,
  })
    .input(
      idInput.extend({
        manifest: manifestText,
        /** Take the place of those in the manifest; left out and none there: the stored ones stay. */
        credentials: credentialsSchema.optional(),
      }),
    )
    .output(revisedModelSchema),
  revisions: defineRoute('models:read', {
    method: 'GET',
    path: '/models/{id}/revisions',
    summary: 'List the revisions of a model, newest first',
    tags,
  })
    .input(idInput.extend(pageQuery))
    .output(pageOf(revisionViewSchema)),
  remove: defineRoute('models:write', {
    method: 'DELETE',
    path: '/models/{id}',
    summary: 'Remove a model; its runs and predictions stay',
    successStatus: 204,
    tags,
  }).input(idInput),
};
