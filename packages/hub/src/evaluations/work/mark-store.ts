import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Database } from '../../database/database.ts';

/** An answer that a score has said nothing of yet. */
export interface OpenAnswer {
  readonly candidateId: string;
  readonly dataRowId: string;
  /** Null where the answer came with the prompts. */
  readonly predictionId: string | null;
  readonly prompt: string;
  readonly expected: string | null;
  readonly answer: string;
}

/** What a score says of an answer. Without value and problem: nothing was expected of it. */
export interface NewMark {
  readonly candidateId: string;
  readonly dataRowId: string;
  readonly value: number | null;
  readonly problem?: Problem;
  readonly reason?: string;
  readonly runId?: string;
  readonly itemId?: string;
  readonly predictionId?: string | null;
}

export interface ScoreKey {
  readonly organisationId: string;
  readonly evaluationId: string;
  readonly scoreId: string;
}

export type MarkStore = ReturnType<typeof createMarkStore>;

/** Keeps what scores say of answers. */
export function createMarkStore(database: Database) {
  return {
    /** Answers without a mark, behind one where that is given, in a fixed order. */
    async listOpen(
      { organisationId, evaluationId, scoreId }: ScoreKey,
      { after, limit }: { after?: OpenAnswer | undefined; limit: number },
    ): Promise<OpenAnswer[]> {
      const { rows } = await database.pool.query<OpenAnswer>(
        `select answer.candidate_id as "candidateId", answer.data_row_id as "dataRowId",
           answer.prediction_id as "predictionId", prompt.prompt, prompt.expected, answer.text as answer
         from evaluation_answers as answer
         join evaluation_prompts as prompt using (evaluation_id, data_row_id)
         left join evaluation_marks as mark on mark.evaluation_id = answer.evaluation_id
           and mark.data_row_id = answer.data_row_id and mark.candidate_id = answer.candidate_id
           and mark.score_id = $3
         where answer.organisation_id = $1 and answer.evaluation_id = $2
           and answer.state = 'answered' and mark.score_id is null
           and ($4::uuid is null or (answer.data_row_id, answer.candidate_id) > ($4, $5::uuid))
         order by answer.data_row_id, answer.candidate_id limit $6`,
        [
          organisationId,
          evaluationId,
          scoreId,
          after?.dataRowId ?? null,
          after?.candidateId ?? null,
          limit,
        ],
      );
      return rows;
    },

    /**
     * Writes marks of answers that are there. One that is there already is left; with `replace`, one of an
     * earlier reading of the judge gives way.
     */
    async save(
      { organisationId, evaluationId, scoreId }: ScoreKey,
      marks: readonly NewMark[],
      { replace = false } = {},
    ): Promise<void> {
      await database.pool.query(
        `insert into evaluation_marks (evaluation_id, organisation_id, score_id, candidate_id, data_row_id,
           value, reason, problem, run_id, item_id, prediction_id)
         select $2, $1, $3, answer.candidate_id, answer.data_row_id, value, reason, row.problem,
           "runId", "itemId", "predictionId"
         from json_to_recordset($4) as row ("candidateId" uuid, "dataRowId" uuid,
           value double precision, reason text, problem jsonb, "runId" uuid, "itemId" uuid,
           "predictionId" uuid)
         join evaluation_answers as answer on answer.organisation_id = $1 and answer.evaluation_id = $2
           and answer.candidate_id = "candidateId" and answer.data_row_id = "dataRowId"
           and answer.state = 'answered'
         join evaluation_scores as score on score.evaluation_id = $2 and score.id = $3
         on conflict (evaluation_id, data_row_id, candidate_id, score_id) do ${
           replace
             ? `update set value = excluded.value, reason = excluded.reason, problem = excluded.problem,
                  run_id = excluded.run_id, item_id = excluded.item_id,
                  prediction_id = excluded.prediction_id`
             : 'nothing'
         }`,
        [organisationId, evaluationId, scoreId, JSON.stringify(marks)],
      );
    },
  };
}
