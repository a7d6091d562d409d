import * as z from 'zod';
import { checkReportSchema } from '../conformance/check-report.ts';
import { checkDepths } from '../conformance/rule-definition.ts';
import { problemSchema } from '../error/problem.ts';
import { warningSchema } from '../error/warning.ts';
import { credentialsSummarySchema } from '../model/credentials.ts';
import { ontologySchema } from '../ontology/ontology.ts';
import {
  askedAnswerSchema,
  askedExchangeSchema,
  askInputFields,
  refuseSeveralSubjects,
} from './ask-routes.ts';
import { manifestText, newModelSchema } from './model-routes.ts';
import { defineRoute } from './route.ts';

/** A model that is not registered, as far as it is needed to call it. Nothing of it is kept. */
export const draftModelSchema = newModelSchema.omit({
  name: true,
  description: true,
  readme: true,
  unverified: true,
});
export type DraftModel = z.input<typeof draftModelSchema>;

/**
 * What a trial call says of an endpoint.
 * warm: it answered as its contract says. answers: a server answers, though not as the contract says.
 * refused: it does not take the credentials. nowhere: a server is there, and nothing at this address.
 * waking: it is busy, or takes longer than was waited. down: no server was reached.
 */
export const reachStates = ['warm', 'answers', 'refused', 'nowhere', 'waking', 'down'] as const;
export type ReachState = (typeof reachStates)[number];

export const reachReportSchema = z.object({
  state: z.enum(reachStates),
  /** What was asked for: its classes, or a prediction for an input of ours. */
  asked: z.enum(['classes', 'prediction']),
  /** Why it is not warm; null where it is. */
  problem: problemSchema.nullable(),
  remedy: z.string().nullable(),
  /** Null where nothing could be sent. */
  call: askedExchangeSchema.nullable(),
  /** Where the endpoint answers instead, with what the connection would have otherwise; null where nowhere. */
  elsewhere: z.object({ url: z.string(), connection: z.record(z.string(), z.json()) }).nullable(),
});
export type ReachReport = z.infer<typeof reachReportSchema>;

export const triedClassesSchema = z.object({
  /** Null where they could not be read. */
  ontology: ontologySchema.nullable(),
  warnings: z.array(warningSchema),
  problem: problemSchema.nullable(),
  remedy: z.string().nullable(),
  call: askedExchangeSchema.nullable(),
});
export type TriedClasses = z.infer<typeof triedClassesSchema>;

/** What a model that is not registered said about a sample. */
export const trialAnswerSchema = askedAnswerSchema.omit({ revision: true });
export type TrialAnswer = z.infer<typeof trialAnswerSchema>;

/** Something wrong in a manifest, at its place. */
export const manifestFaultSchema = z.object({
  /** Counted from 1; null where no single place is meant. */
  line: z.int().positive().nullable(),
  column: z.int().positive().nullable(),
  found: z.string(),
  wanted: z.string().nullable(),
  /** The lines as they would be right. */
  corrected: z.string().nullable(),
});
export type ManifestFault = z.infer<typeof manifestFaultSchema>;

export const readManifestSchema = z.object({
  /** The model that the manifest describes, without its secrets; null where it has faults. */
  model: newModelSchema
    .omit({ credentials: true, unverified: true })
    .extend({ credentials: credentialsSummarySchema })
    .nullable(),
  faults: z.array(manifestFaultSchema),
  warnings: z.array(warningSchema),
});
export type ReadManifest = z.infer<typeof readManifestSchema>;

const tags = ['models'];

/** What can be found out before a model is registered. Each call of an endpoint counts against the limit of checks; reading manifests has its own. */
export const trialRoutes = {
  readManifest: defineRoute('models:write', {
    method: 'POST',
    path: '/models/manifest/read',
    summary:
      'Say what a model.yaml describes, or what is wrong at which lines; nothing is registered',
    tags,
  })
    .input(z.strictObject({ manifest: manifestText }))
    .output(readManifestSchema),
  reach: defineRoute('models:write', {
    method: 'POST',
    path: '/models/trial/reach',
    summary:
      'Call the endpoint of a model that is not registered: is it there, are the credentials taken, is the address right',
    tags,
  })
    .input(
      draftModelSchema.extend({
        /** `classes` is cheap, where the contract has them; a prediction shows that the model is loaded. */
        ask: z.enum(['classes', 'prediction']).default('classes'),
      }),
    )
    .output(reachReportSchema),
  classes: defineRoute('models:write', {
    method: 'POST',
    path: '/models/trial/classes',
    summary: 'Ask the endpoint of a model that is not registered for its classes',
    tags,
  })
    .input(draftModelSchema)
    .output(triedClassesSchema),
  predict: defineRoute('models:write', {
    method: 'POST',
    path: '/models/trial/predict',
    summary:
      'Ask a model that is not registered about one data row or text, once, and read what went over the wire',
    tags,
  })
    .input(draftModelSchema.extend(askInputFields).superRefine(refuseSeveralSubjects))
    .output(trialAnswerSchema),
  check: defineRoute('models:write', {
    method: 'POST',
    path: '/models/trial/check',
    summary: 'Report whether the endpoint of a model that is not registered keeps its contract',
    tags,
  })
    .input(draftModelSchema.extend({ depth: z.enum(checkDepths).default('quick') }))
    .output(checkReportSchema),
};

/**
 * `POST /models/trial/predict/file` is a plain route beside it: an image as `multipart/form-data` in the part
 * `file`, with the draft as JSON in `draft`, and `parameters` → {@link trialAnswerSchema}.
 */
export const trialFilePermission = 'models:write';
