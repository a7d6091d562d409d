import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';
import {
  answerCountsSchema,
  answerStateSchema,
  markSchema,
  rankValueSchema,
  ratingValueSchema,
} from '../evaluation/evaluation.ts';
import { meanIntervalSchema } from '../evaluation/mean-interval.ts';
import { standingSchema } from '../evaluation/ranking.ts';
import { scoreSettingsSchema } from '../evaluation/score-settings.ts';
import { itemCountsSchema } from '../run/run-progress.ts';
import { runStateSchema } from '../run/run-state.ts';

/** The run in which a candidate or a judge is asked. */
const usedRunSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  state: runStateSchema,
  counts: itemCountsSchema,
});

/** One whose answers are evaluated: a model in a run, or answers that were made elsewhere. */
export const candidateViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null where the answers came with the prompts. */
  model: z.object({ id: z.uuid(), name: z.string(), revision: z.int() }).nullable(),
  run: usedRunSchema.nullable(),
  /** The name in the prompt set under which the answers stand; null for a model. */
  completions: z.string().nullable(),
  answers: answerCountsSchema,
});
export type CandidateView = z.infer<typeof candidateViewSchema>;

/** A chosen score, and how far it is. */
export const scoreViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  settings: scoreSettingsSchema,
  /** The runs of a judge, the latest last; none for other scores. */
  runs: z.array(usedRunSchema),
});
export type ScoreView = z.infer<typeof scoreViewSchema>;

export const evaluationViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  dataset: z.object({ id: z.uuid(), name: z.string() }),
  prompts: z.int().nonnegative(),
  /** Prompts that say what would be a good answer. */
  promptsWithExpected: z.int().nonnegative(),
  candidates: z.array(candidateViewSchema),
  scores: z.array(scoreViewSchema),
  /** Whether answers or marks are still to come. */
  isUnderWay: z.boolean(),
  /** Prompts that somebody has rated, and by how many people. */
  ratings: z.object({ prompts: z.int().nonnegative(), people: z.int().nonnegative() }),
  createdAt: z.iso.datetime(),
});
export type EvaluationView = z.infer<typeof evaluationViewSchema>;

/** What a score says of a candidate. `marked + without + failed + open` are the answers that it has. */
export const resultSchema = z.object({
  candidateId: z.uuid(),
  /** Null where no answer has a mark. */
  mean: meanIntervalSchema.nullable(),
  marked: z.int().nonnegative(),
  /** Answers to prompts of which nothing was expected. */
  without: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** Answers that are still to be scored. */
  open: z.int().nonnegative(),
  standing: standingSchema,
});
export type Result = z.infer<typeof resultSchema>;

export const evaluationResultsSchema = z.object({
  scores: z.array(z.object({ scoreId: z.uuid(), results: z.array(resultSchema) })),
  /** What people said: ratings from 1 to 5, and the places they gave. */
  people: z.object({
    /** People who rated or ranked something. */
    raters: z.array(z.object({ name: z.string(), prompts: z.int().nonnegative() })),
    results: z.array(
      z.object({
        candidateId: z.uuid(),
        mean: meanIntervalSchema.nullable(),
        ratings: z.int().nonnegative(),
        standing: standingSchema,
      }),
    ),
    /** Krippendorff's alpha of the ratings; null where no answer was rated by two. */
    agreement: z.number().nullable(),
    /** Answers that were rated by more than one person. */
    ratedTwice: z.int().nonnegative(),
  }),
});
export type EvaluationResults = z.infer<typeof evaluationResultsSchema>;

/** The answer of one candidate to one prompt, with what was said of it. */
export const answerViewSchema = z.object({
  candidateId: z.uuid(),
  state: answerStateSchema,
  text: z.string().nullable(),
  /** Why it failed. */
  problem: problemSchema.nullable(),
  /** Null where the answer came with the prompts. */
  item: z.object({ runId: z.uuid(), itemId: z.uuid() }).nullable(),
  marks: z.array(markSchema),
  /** What people said of it. */
  ratings: z.array(
    z.object({
      name: z.string(),
      rating: ratingValueSchema.nullable(),
      rank: rankValueSchema.nullable(),
    }),
  ),
});
export type AnswerView = z.infer<typeof answerViewSchema>;

/** One prompt with the answers of all candidates, in their order. */
export const promptViewSchema = z.object({
  dataRowId: z.uuid(),
  /** Counted from 1, in the order of the dataset. */
  number: z.int().positive(),
  globalKey: z.string(),
  prompt: z.string(),
  expected: z.string().nullable(),
  answers: z.array(answerViewSchema),
});
export type PromptView = z.infer<typeof promptViewSchema>;

/** One answer as a person rates it: nothing says whose it is. */
const blindAnswerSchema = z.object({
  /** Stands for the answer when it is rated: `A`, `B`, … in the order in which this person sees them. */
  label: z.string(),
  text: z.string(),
  /** Which answer it is: another one where the model has answered anew. Sent back with what is said of it. */
  version: z.string(),
  /** What this person said of it before. */
  rating: ratingValueSchema.nullable(),
  rank: rankValueSchema.nullable(),
});

/** A prompt for a person to judge. */
export const blindPromptSchema = z.object({
  dataRowId: z.uuid(),
  number: z.int().positive(),
  prompt: z.string(),
  expected: z.string().nullable(),
  answers: z.array(blindAnswerSchema),
});
export type BlindPrompt = z.infer<typeof blindPromptSchema>;

/** How far this person is, and what comes next for them; null where they have judged all there is. */
export const blindTurnSchema = z.object({
  judged: z.int().nonnegative(),
  /** Prompts that can be judged now: those with an answer. */
  judgeable: z.int().nonnegative(),
  next: blindPromptSchema.nullable(),
});
export type BlindTurn = z.infer<typeof blindTurnSchema>;

/** Whose answers they were, told once they have been judged. */
export const revealedSchema = z.array(
  z.object({ label: z.string(), candidateId: z.uuid(), name: z.string() }),
);
export type Revealed = z.infer<typeof revealedSchema>;
