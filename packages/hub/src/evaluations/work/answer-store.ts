import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { type Database, withTransaction } from '../../database/database.ts';

/** An item of a candidate's run that has ended, and is not an answer yet, or another one. */
export interface EndedItem {
  readonly itemId: string;
  readonly dataRowId: string;
  readonly problem: Problem | null;
  /** Null where the item failed. */
  readonly predictionId: string | null;
  readonly annotations: Annotation[] | null;
}

/** An answer on its way into an evaluation. */
export interface NewAnswer {
  readonly dataRowId: string;
  readonly state: 'answered' | 'failed';
  readonly text: string | null;
  readonly problem: Problem | null;
  readonly itemId: string;
  readonly predictionId: string | null;
}

interface CandidateKey {
  readonly organisationId: string;
  readonly evaluationId: string;
  readonly candidateId: string;
}

export type AnswerStore = ReturnType<typeof createAnswerStore>;

/** Takes what the runs of an evaluation have said into it. */
export function createAnswerStore(database: Database) {
  return {
    async listEnded(
      { organisationId, evaluationId, candidateId }: CandidateKey,
      runId: string,
      limit: number,
    ): Promise<EndedItem[]> {
      const { rows } = await database.pool.query<EndedItem>(
        `select item.id as "itemId", item.data_row_id as "dataRowId", item.problem,
           prediction.id as "predictionId", prediction.annotations
         from evaluation_prompts as prompt
         join run_items as item on item.run_id = $4 and item.data_row_id = prompt.data_row_id
         left join predictions as prediction on prediction.item_id = item.id
         left join evaluation_answers as answer on answer.evaluation_id = $2
           and answer.candidate_id = $3 and answer.data_row_id = item.data_row_id
         where prompt.organisation_id = $1 and prompt.evaluation_id = $2
           and item.state in ('succeeded', 'failed', 'ignored')
           and (answer.data_row_id is null or answer.prediction_id is distinct from prediction.id
             or answer.problem is distinct from item.problem)
         order by item.id limit $5`,
        [organisationId, evaluationId, candidateId, runId, limit],
      );
      return rows;
    },

    /** Writes answers. Where there was another one, its marks and ratings go with it: they were of that one. */
    async save(
      { organisationId, evaluationId, candidateId }: CandidateKey,
      answers: readonly NewAnswer[],
    ): Promise<void> {
      await withTransaction(database, async (client) => {
        const ids = answers.map(({ dataRowId }) => dataRowId);
        // The answers first: who rates one holds it, and what they say is there to be deleted then.
        for (const table of ['evaluation_answers', 'evaluation_marks', 'evaluation_ratings']) {
          await client.query(
            `delete from ${table} where organisation_id = $1 and evaluation_id = $2
               and candidate_id = $3 and data_row_id = any($4)`,
            [organisationId, evaluationId, candidateId, ids],
          );
        }
        await client.query(
          `insert into evaluation_answers (evaluation_id, organisation_id, candidate_id, data_row_id,
             state, text, problem, item_id, prediction_id)
           select evaluation.id, $1, $3, "dataRowId", state, text, problem, "itemId", "predictionId"
           from evaluations as evaluation, json_to_recordset($4) as row ("dataRowId" uuid, state text,
             text text, problem jsonb, "itemId" uuid, "predictionId" uuid)
           where evaluation.organisation_id = $1 and evaluation.id = $2
           on conflict do nothing`,
          [organisationId, evaluationId, candidateId, JSON.stringify(answers)],
        );
      });
    },
  };
}
