import * as z from 'zod';
import {
  mostCandidates,
  mostScores,
  rankValueSchema,
  ratingValueSchema,
} from '../evaluation/evaluation.ts';
import { scoreSettingsSchema } from '../evaluation/score-settings.ts';
import { nameSchema } from '../model/model-configuration.ts';
import {
  blindPromptSchema,
  blindTurnSchema,
  evaluationResultsSchema,
  evaluationViewSchema,
  promptViewSchema,
  revealedSchema,
} from './evaluation-views.ts';
import { idInput, pageOf, pageQuery, searchWords } from './page.ts';
import { defineRoute } from './route.ts';

/** One whose answers are evaluated. */
export const newCandidateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('model'),
    modelId: z.uuid(),
    parameters: z.record(z.string(), z.json()).default({}),
    /** Left out: that of the model. */
    name: nameSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('run'),
    /** A run over the same dataset that is there already. */
    runId: z.uuid(),
    name: nameSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('completions'),
    /** The name under which the prompt set has them. */
    completions: nameSchema,
    name: nameSchema.optional(),
  }),
]);
export type NewCandidate = z.infer<typeof newCandidateSchema>;

/** A score with its name; left out: what the score is called. */
export const newScoreSchema = z.strictObject({
  name: nameSchema.optional(),
  settings: scoreSettingsSchema,
});
export type NewScore = z.infer<typeof newScoreSchema>;

const newEvaluationSchema = z.strictObject({
  name: nameSchema,
  datasetId: z.uuid(),
  candidates: z.array(newCandidateSchema).min(1).max(mostCandidates),
  scores: z.array(newScoreSchema).max(mostScores).default([]),
});
export type NewEvaluation = z.output<typeof newEvaluationSchema>;

/** The query of the list of evaluations. */
const evaluationListQuery = z.strictObject({
  ...pageQuery,
  /** Only evaluations of the model: it is asked in the run of a candidate. */
  modelId: z.uuid().optional(),
  datasetId: z.uuid().optional(),
  /** Only evaluations with these words in their name, or that of a candidate or the dataset; in any case. */
  text: searchWords.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
});
export type EvaluationListQuery = z.output<typeof evaluationListQuery>;

/** Which prompts are listed first, or at all. */
export const promptOrders = ['dataset', 'worst', 'disagreement'] as const;

/** By what the prompts of an evaluation are listed. */
export const promptFilterQuery = {
  /** `worst` and `disagreement` go by a score: the lowest mean of the answers first, or the furthest apart. */
  order: z.enum(promptOrders).default('dataset'),
  scoreId: z.uuid().optional(),
  /** Only prompts at which an answer or a mark of it failed or is missing. */
  failed: z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).optional(),
};

const judgementSchema = z.strictObject({
  label: z.string().regex(/^[A-H]$/, 'must be a label of the prompt, A to H'),
  rating: ratingValueSchema.nullable().default(null),
  rank: rankValueSchema.nullable().default(null),
  /** The answer that was judged: where another stands there by now, nothing is kept. Left out: whatever stands there. */
  version: z.string().max(64).optional(),
});

const tags = ['evaluations'];
const promptInput = idInput.extend({ dataRowId: z.uuid() });

export const evaluationRoutes = {
  list: defineRoute('evaluations:read', {
    method: 'GET',
    path: '/evaluations',
    summary:
      'List evaluations of chat models: newest or oldest first, of a model or a dataset, by words',
    tags,
  })
    .input(evaluationListQuery)
    .output(pageOf(evaluationViewSchema)),
  create: defineRoute('evaluations:write', {
    method: 'POST',
    path: '/evaluations',
    summary: 'Evaluate models over a set of prompts: each model gets a run',
    successStatus: 201,
    tags,
  })
    .input(newEvaluationSchema)
    .output(evaluationViewSchema),
  promptSet: defineRoute('evaluations:read', {
    method: 'GET',
    path: '/prompt-sets/{id}',
    summary:
      'Read what a dataset has for an evaluation: prompts, expected completions, answers made elsewhere',
    tags,
  })
    .input(idInput)
    .output(
      z.object({
        prompts: z.int().nonnegative(),
        promptsWithExpected: z.int().nonnegative(),
        completions: z.array(z.object({ name: z.string(), prompts: z.int().positive() })),
      }),
    ),
  get: defineRoute('evaluations:read', {
    method: 'GET',
    path: '/evaluations/{id}',
    summary: 'Read an evaluation and how far it is',
    tags,
  })
    .input(idInput)
    .output(evaluationViewSchema),
  remove: defineRoute('evaluations:write', {
    method: 'DELETE',
    path: '/evaluations/{id}',
    summary: 'Delete an evaluation with its marks and ratings; its runs and their predictions stay',
    successStatus: 204,
    tags,
  }).input(idInput),
  results: defineRoute('evaluations:read', {
    method: 'GET',
    path: '/evaluations/{id}/results',
    summary: 'Read what the scores and people say of each candidate: means, intervals, standings',
    tags,
  })
    .input(idInput)
    .output(evaluationResultsSchema),
  addScore: defineRoute('evaluations:write', {
    method: 'POST',
    path: '/evaluations/{id}/scores',
    summary: 'Score the answers that are there in another way, without asking the models again',
    successStatus: 201,
    tags,
  })
    .input(newScoreSchema.extend(idInput.shape))
    .output(evaluationViewSchema),
  scoreAgain: defineRoute('evaluations:write', {
    method: 'POST',
    path: '/evaluations/{id}/scores/{scoreId}/again',
    summary: 'Score again what a score could not: a judge is asked anew',
    tags,
  })
    .input(idInput.extend({ scoreId: z.uuid() }))
    .output(evaluationViewSchema),
  prompts: defineRoute('evaluations:read', {
    method: 'GET',
    path: '/evaluations/{id}/prompts',
    summary: 'List the prompts of an evaluation with all answers and marks',
    tags,
  })
    .input(idInput.extend({ ...pageQuery, ...promptFilterQuery }))
    .output(pageOf(promptViewSchema)),
  prompt: defineRoute('evaluations:read', {
    method: 'GET',
    path: '/evaluations/{id}/prompts/{dataRowId}',
    summary: 'Read one prompt with all answers, marks and ratings',
    tags,
  })
    .input(promptInput)
    .output(
      promptViewSchema.extend({ previousId: z.uuid().nullable(), nextId: z.uuid().nullable() }),
    ),
  nextBlind: defineRoute('evaluations:rate', {
    method: 'GET',
    path: '/evaluations/{id}/blind',
    summary:
      'Read the next prompt that you have not judged, its answers in an order of your own, without names',
    tags,
  })
    .input(idInput)
    .output(blindTurnSchema),
  blind: defineRoute('evaluations:rate', {
    method: 'GET',
    path: '/evaluations/{id}/blind/{dataRowId}',
    summary: 'Read one prompt to judge it, or to change what you said',
    tags,
  })
    .input(promptInput)
    .output(blindPromptSchema),
  rate: defineRoute('evaluations:rate', {
    method: 'POST',
    path: '/evaluations/{id}/blind/{dataRowId}',
    summary: 'Rate or rank the answers to a prompt; whose they are is told then',
    tags,
  })
    .input(promptInput.extend({ judgements: z.array(judgementSchema).min(1).max(mostCandidates) }))
    .output(revealedSchema),
};

/** `GET /evaluations/{id}/export?format=…` is a plain streaming route beside these: every answer to every prompt. */
export const evaluationExportFormats = ['jsonl', 'csv'] as const;

export const evaluationExportSchema = idInput.extend({
  format: z.enum(evaluationExportFormats),
  /** CSV alone: no cell is taken for a formula by a spreadsheet. */
  safe: z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).default(false),
});
