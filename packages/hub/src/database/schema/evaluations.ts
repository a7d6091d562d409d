import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { hotOrganisationId, moment, organisationId } from './columns.ts';
import { datasets } from './datasets.ts';
import { runs } from './runs.ts';

/** The answers of several candidates to the same prompts, scored and judged. */
export const evaluations = pgTable(
  'evaluations',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    name: text('name').notNull(),
    datasetId: uuid('dataset_id')
      .notNull()
      .references(() => datasets.id),
    datasetName: text('dataset_name').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [index('evaluations_by_organisation').on(table.organisationId, table.id)],
);

const evaluationId = () =>
  uuid('evaluation_id')
    .notNull()
    .references(() => evaluations.id, { onDelete: 'cascade' });

/** The data rows of the dataset as they were when the evaluation was made, in their order. */
export const evaluationPrompts = pgTable(
  'evaluation_prompts',
  {
    evaluationId: evaluationId(),
    organisationId: hotOrganisationId(),
    /** Counted from 1. */
    number: integer('number').notNull(),
    dataRowId: uuid('data_row_id').notNull(),
    globalKey: text('global_key').notNull(),
    /** What is asked, in words. */
    prompt: text('prompt').notNull(),
    expected: text('expected'),
  },
  (table) => [
    primaryKey({ columns: [table.evaluationId, table.dataRowId] }),
    uniqueIndex('evaluation_prompts_order').on(table.evaluationId, table.number),
  ],
);

/** One whose answers are evaluated: by a run, or by answers that came with the prompts. */
export const evaluationCandidates = pgTable(
  'evaluation_candidates',
  {
    id: uuid('id').primaryKey(),
    evaluationId: evaluationId(),
    organisationId: organisationId(),
    number: smallint('number').notNull(),
    name: text('name').notNull(),
    runId: uuid('run_id').references(() => runs.id),
    completions: text('completions'),
  },
  (table) => [
    uniqueIndex('evaluation_candidates_order').on(table.evaluationId, table.number),
    index('evaluation_candidates_by_run').on(table.runId),
  ],
);

/** How the answers are scored. */
export const evaluationScores = pgTable(
  'evaluation_scores',
  {
    id: uuid('id').primaryKey(),
    evaluationId: evaluationId(),
    organisationId: organisationId(),
    number: smallint('number').notNull(),
    name: text('name').notNull(),
    settings: jsonb('settings').$type<ScoreSettings>().notNull(),
  },
  (table) => [uniqueIndex('evaluation_scores_order').on(table.evaluationId, table.number)],
);

/** What a candidate answered to a prompt, once its item has ended. */
export const evaluationAnswers = pgTable(
  'evaluation_answers',
  {
    evaluationId: evaluationId(),
    organisationId: hotOrganisationId(),
    candidateId: uuid('candidate_id').notNull(),
    dataRowId: uuid('data_row_id').notNull(),
    /** `answered` or `failed`. */
    state: text('state').$type<'answered' | 'failed'>().notNull(),
    text: text('text'),
    problem: jsonb('problem').$type<Problem>(),
    itemId: uuid('item_id'),
    /** The prediction that was read: where it is another, the answer is read and scored anew. */
    predictionId: uuid('prediction_id'),
  },
  (table) => [primaryKey({ columns: [table.evaluationId, table.dataRowId, table.candidateId] })],
);

/** What a score says of an answer. */
export const evaluationMarks = pgTable(
  'evaluation_marks',
  {
    evaluationId: evaluationId(),
    organisationId: hotOrganisationId(),
    scoreId: uuid('score_id').notNull(),
    candidateId: uuid('candidate_id').notNull(),
    dataRowId: uuid('data_row_id').notNull(),
    value: doublePrecision('value'),
    reason: text('reason'),
    problem: jsonb('problem').$type<Problem>(),
    /** Where a judge was asked. */
    runId: uuid('run_id'),
    itemId: uuid('item_id'),
    predictionId: uuid('prediction_id'),
  },
  (table) => [
    primaryKey({
      columns: [table.evaluationId, table.dataRowId, table.candidateId, table.scoreId],
    }),
  ],
);

/** One time that a judge was asked: its messages are the data rows of a dataset, and a run goes over them. */
export const evaluationRounds = pgTable(
  'evaluation_rounds',
  {
    id: uuid('id').primaryKey(),
    evaluationId: evaluationId(),
    organisationId: organisationId(),
    scoreId: uuid('score_id').notNull(),
    /** Null until it has been made. */
    datasetId: uuid('dataset_id').references(() => datasets.id),
    runId: uuid('run_id').references(() => runs.id),
    /** Once every message has become a mark. */
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('evaluation_rounds_by_evaluation').on(table.evaluationId, table.id),
    index('evaluation_rounds_by_run').on(table.runId),
  ],
);

/** What a person said of an answer, not knowing whose it was. */
export const evaluationRatings = pgTable(
  'evaluation_ratings',
  {
    evaluationId: evaluationId(),
    organisationId: hotOrganisationId(),
    candidateId: uuid('candidate_id').notNull(),
    dataRowId: uuid('data_row_id').notNull(),
    /** `user:<id>`. */
    rater: text('rater').notNull(),
    raterName: text('rater_name').notNull(),
    rating: smallint('rating'),
    rank: smallint('rank'),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      columns: [table.evaluationId, table.dataRowId, table.candidateId, table.rater],
    }),
  ],
);
