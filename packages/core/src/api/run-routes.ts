import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { nameSchema } from '../model/model-configuration.ts';
import { suspicionSchema } from '../run/coordinate-suspicion.ts';
import { pauseSchema } from '../run/pause.ts';
import { itemSelectionSchema, runActionSchema } from '../run/run-action.ts';
import { runEstimateSchema } from '../run/run-estimate.ts';
import { itemCountsSchema, runProgressSchema } from '../run/run-progress.ts';
import { runSelectionSchema } from '../run/run-selection.ts';
import { runStateSchema } from '../run/run-state.ts';
import { runStatisticsSchema } from '../run/run-statistics.ts';
import { idInput, pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';

/** What a user gives to start a run. */
const newRunSchema = z.strictObject({
  modelId: z.uuid(),
  datasetId: z.uuid(),
  /** Left out: the names of the model and the dataset. */
  name: nameSchema.optional(),
  parameters: z.record(z.string(), z.json()).default({}),
  /** Which data rows of the dataset. Left out: all. */
  selection: runSelectionSchema.optional(),
  /** A look at a few items before a whole run: it goes before all other runs. Left out: a run like any other. */
  preview: z.boolean().optional(),
  /**
   * Use results of earlier runs again where data row, revision and parameters are equal, and call the model
   * for the other items alone. Left out: the model is called for each. Failures are never used again.
   */
  reuseResults: z.boolean().optional(),
});
export type NewRun = z.input<typeof newRunSchema>;

export const runViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  state: runStateSchema,
  /** Why the run failed or is paused, where it is. */
  reason: z.string().nullable(),
  /** Who or what paused it, and what happens next; null where it is not paused. */
  pause: pauseSchema.nullable(),
  model: z.object({ id: z.uuid(), name: z.string(), revisionId: z.uuid(), revision: z.int() }),
  dataset: z.object({ id: z.uuid(), name: z.string() }),
  protocol: z.string(),
  parameters: z.record(z.string(), z.json()),
  /** Which data rows of the dataset; null, all. */
  selection: runSelectionSchema.nullable(),
  /** A few items to look at first; they go before all other runs. */
  preview: z.boolean(),
  /** Whether results of equal items of earlier runs are used again. */
  reuseResults: z.boolean(),
  counts: itemCountsSchema,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type RunView = z.infer<typeof runViewSchema>;

/** The failed items of a run that failed for the same reason. */
export const failureGroupSchema = z.object({
  code: z.string(),
  title: z.string(),
  remedy: z.string(),
  retryable: z.boolean(),
  count: z.int().positive(),
  /** The message of one of them. */
  sample: z.string(),
});
export type FailureGroup = z.infer<typeof failureGroupSchema>;

/** A failed item, to stand for others that failed as it did. */
const failureSampleSchema = z.object({
  itemId: z.uuid(),
  /** Of its data row. */
  globalKey: z.string(),
  message: z.string(),
});

/** A group of failures with what is needed to decide what becomes of it. */
export const failureDetailSchema = failureGroupSchema.omit({ sample: true }).extend({
  /** Failed items of the code; none where all of them are ignored. */
  count: z.int().nonnegative(),
  /** Items of the code that a person ignored. */
  ignored: z.int().nonnegative(),
  /** Some of the failed items, as different from each other as were found. */
  samples: z.array(failureSampleSchema),
});
export type FailureDetail = z.infer<typeof failureDetailSchema>;

/** What the model found in the whole run. */
export const runSummarySchema = z.object({
  /** Items for which the model was not called: the result of an equal item was used again. */
  reused: z.int().nonnegative(),
  annotations: z.int().nonnegative(),
  warnings: z.int().nonnegative(),
  classes: z.array(
    z.object({
      class: z.string(),
      kind: z.string(),
      count: z.int().positive(),
      unknownClass: z.boolean(),
      /** Over those that have one; null where none has. */
      meanConfidence: z.number().min(0).max(1).nullable(),
    }),
  ),
  statistics: runStatisticsSchema,
  warningCodes: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      remedy: z.string(),
      count: z.int().positive(),
    }),
  ),
  failures: z.array(failureGroupSchema),
  /** What nearly all coordinates together look like, where it is not pixels. */
  suspicions: z.array(suspicionSchema),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** The query of the list of runs. */
const runListQuery = z.strictObject({
  ...pageQuery,
  modelId: z.uuid().optional(),
  datasetId: z.uuid().optional(),
  state: runStateSchema.optional(),
  /** Only runs with these words in their name, or that of their model or dataset; in any case. */
  text: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => !text.includes('\0'), 'must have no NUL character')
    .optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
});
export type RunListQuery = z.output<typeof runListQuery>;

const tags = ['runs'];

export const runRoutes = {
  start: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs',
    summary: 'Run a model over a dataset',
    successStatus: 201,
    tags,
  })
    .input(newRunSchema)
    .output(runViewSchema),
  list: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs',
    summary: 'List runs: newest or oldest first, of a model, a dataset or a state, by words',
    tags,
  })
    .input(runListQuery)
    .output(pageOf(runViewSchema)),
  estimate: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/estimate',
    summary: 'Say what a run would take: items, calls, time and tokens, as far as that is known',
    tags,
  })
    .input(newRunSchema.pick({ modelId: true, datasetId: true, selection: true }))
    .output(runEstimateSchema),
  get: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs/{id}',
    summary: 'Read a run',
    tags,
  })
    .input(idInput)
    .output(runViewSchema),
  summary: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs/{id}/summary',
    summary:
      'Read what a run found: annotations by class, warnings and failures by code, suspicions',
    tags,
  })
    .input(idInput)
    .output(runSummarySchema),
  cancel: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/cancel',
    summary: 'Cancel a run; what it has saved stays',
    tags,
  })
    .input(idInput)
    .output(runViewSchema),
  pause: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/pause',
    summary: 'Pause a run: what is under way is still saved, nothing new is sent',
    tags,
  })
    .input(idInput)
    .output(runViewSchema),
  resume: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/resume',
    summary: 'Let a paused run go on, whatever paused it',
    tags,
  })
    .input(idInput)
    .output(runViewSchema),
  failures: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs/{id}/failures',
    summary: 'Read why items of a run failed: by code, with counts, samples and what to do',
    tags,
  })
    .input(idInput)
    .output(z.array(failureDetailSchema)),
  retry: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/retry',
    summary: 'Call failed items of a run again: all, those of one code, or chosen ones',
    tags,
  })
    .input(itemSelectionSchema.extend(idInput.shape))
    .output(runViewSchema),
  ignore: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/ignore',
    summary: 'Set failed items of a run aside: all, those of one code, or chosen ones',
    tags,
  })
    .input(itemSelectionSchema.extend(idInput.shape))
    .output(runViewSchema),
  restore: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/restore',
    summary: 'Take back that items are ignored: they are failed as before',
    tags,
  })
    .input(itemSelectionSchema.extend(idInput.shape))
    .output(runViewSchema),
  decodeAgain: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/decode-again',
    summary: 'Read the stored answers of a run anew, without calling the model',
    successStatus: 202,
    tags,
  })
    .input(
      itemSelectionSchema.extend({
        ...idInput.shape,
        /** Another revision of the same model; left out: that of the run. */
        revisionId: z.uuid().optional(),
      }),
    )
    .output(runActionSchema),
  actions: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs/{id}/actions',
    summary: 'List what was done with items of a run, newest first, and how far it is',
    tags,
  })
    .input(idInput.extend(pageQuery))
    .output(pageOf(runActionSchema)),
  cancelAction: defineRoute('runs:write', {
    method: 'POST',
    path: '/runs/{id}/actions/{actionId}/cancel',
    summary: 'Go on with no further items; what was done with the others stays',
    tags,
  })
    .input(idInput.extend({ actionId: z.uuid() }))
    .output(runActionSchema),
  watch: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs/{id}/events',
    summary: 'Follow a run: a server-sent event at each change, until it has ended',
    tags,
  })
    .input(idInput)
    .output(eventIterator(runProgressSchema)),
};
