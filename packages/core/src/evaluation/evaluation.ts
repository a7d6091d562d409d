import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';

/** The most prompts that one evaluation takes. */
export const mostPrompts = 10_000;

/** The most candidates, so that they can still be looked at side by side. */
export const mostCandidates = 8;

/** The most scores of one evaluation. */
export const mostScores = 12;

/** How an answer stands: `waiting` for its run, `answered`, `failed`, or `missing`, since no run takes it up. */
export const answerStates = ['waiting', 'answered', 'failed', 'missing'] as const;
export const answerStateSchema = z.enum(answerStates);
export type AnswerState = z.infer<typeof answerStateSchema>;

/** How many answers of a candidate stand how; they add up to the prompts of the evaluation. */
export const answerCountsSchema = z.object({
  waiting: z.int().nonnegative(),
  answered: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  missing: z.int().nonnegative(),
});
export type AnswerCounts = z.infer<typeof answerCountsSchema>;

/** What one score says of one answer. */
export const markSchema = z.object({
  scoreId: z.uuid(),
  /** Null where it could not be scored, as `problem` says, or where nothing was expected. */
  value: z.number().nullable(),
  /** Why a judge gave it, in its words. */
  reason: z.string().nullable(),
  problem: problemSchema.nullable(),
  /** The item in which the judge was asked, with its exchange; null for other scores. */
  judgement: z.object({ runId: z.uuid(), itemId: z.uuid() }).nullable(),
});
export type Mark = z.infer<typeof markSchema>;

/** A rating from 1 to 5, and a place among the answers to the same prompt, 1 the best. */
export const ratingValueSchema = z.int().min(1).max(5);
export const rankValueSchema = z.int().min(1).max(mostCandidates);
