import type { Database } from '../database/database.ts';

/** The marks of one score at one prompt, by candidate. */
export interface CountedMarks {
  readonly candidateId: string;
  readonly marked: number;
  readonly without: number;
  readonly failed: number;
}

/** What a score says of the answers to one prompt, by candidate. */
export interface PromptValues {
  readonly [candidateId: string]: number;
}

/** What one person said of the answer of one candidate to one prompt. */
export interface Rating {
  readonly dataRowId: string;
  readonly candidateId: string;
  readonly rater: string;
  readonly name: string;
  readonly rating: number | null;
  readonly rank: number | null;
}

export type MarkReadingStore = ReturnType<typeof createMarkReadingStore>;

/** Reads marks and ratings for the results of an evaluation. */
export function createMarkReadingStore(database: Database) {
  return {
    /** The values of a score at each prompt that has any. */
    async listValues(
      organisationId: string,
      evaluationId: string,
      scoreId: string,
    ): Promise<PromptValues[]> {
      const { rows } = await database.pool.query<{ values: PromptValues }>(
        `select json_object_agg(candidate_id, value) as values from evaluation_marks
         where organisation_id = $1 and evaluation_id = $2 and score_id = $3 and value is not null
         group by data_row_id order by data_row_id`,
        [organisationId, evaluationId, scoreId],
      );
      return rows.map(({ values }) => values);
    },

    async countMarks(
      organisationId: string,
      evaluationId: string,
      scoreId: string,
    ): Promise<CountedMarks[]> {
      const { rows } = await database.pool.query<CountedMarks>(
        `select candidate_id as "candidateId", count(value)::int as marked,
           count(*) filter (where value is null and problem is null)::int as without,
           count(problem)::int as failed
         from evaluation_marks
         where organisation_id = $1 and evaluation_id = $2 and score_id = $3 group by candidate_id`,
        [organisationId, evaluationId, scoreId],
      );
      return rows;
    },

    async listRatings(organisationId: string, evaluationId: string): Promise<Rating[]> {
      const { rows } = await database.pool.query<Rating>(
        `select data_row_id as "dataRowId", candidate_id as "candidateId", rater,
           rater_name as name, rating, rank
         from evaluation_ratings where organisation_id = $1 and evaluation_id = $2
         order by data_row_id, rater, candidate_id`,
        [organisationId, evaluationId],
      );
      return rows;
    },
  };
}
