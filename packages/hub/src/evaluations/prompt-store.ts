import type { AnswerView, PromptView } from '@patchbay/core/api/evaluation-views.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { foreignCursor, readCursor, toPage } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';

/** Which prompts are listed, and which first. */
export interface PromptQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly order: 'dataset' | 'worst' | 'disagreement';
  readonly scoreId?: string | undefined;
  readonly failed?: boolean | undefined;
}

interface EvaluationKey {
  readonly organisationId: string;
  readonly id: string;
}

type StoredAnswer = Omit<AnswerView, 'state'> & { readonly state: 'answered' | 'failed' };

/** A prompt with the answers that are there; who has none yet is not in it. */
export type StoredPrompt = Omit<PromptView, 'answers'> & {
  readonly answers: readonly StoredAnswer[];
};

/**
 * What a list is in the order of, the least first: nothing, the mean of the marks, or how far they are apart.
 * Where there is no mark the prompt comes last.
 */
const metrics: { readonly [Order in PromptQuery['order']]: string } = {
  dataset: '0::double precision',
  worst: `coalesce((select avg(mark.value) from evaluation_marks as mark
    where mark.evaluation_id = prompt.evaluation_id and mark.data_row_id = prompt.data_row_id
      and mark.score_id = $3), 1000000)`,
  disagreement: `coalesce((select min(mark.value) - max(mark.value) from evaluation_marks as mark
    where mark.evaluation_id = prompt.evaluation_id and mark.data_row_id = prompt.data_row_id
      and mark.score_id = $3), 1000000)`,
};

/** Whether an answer failed or is not there, or a mark of one failed. */
const hasFailure = `(
  (select count(*) from evaluation_answers as answer where answer.evaluation_id = prompt.evaluation_id
     and answer.data_row_id = prompt.data_row_id and answer.state = 'answered')
  < (select count(*) from evaluation_candidates where evaluation_id = prompt.evaluation_id)
  or exists (select from evaluation_marks as mark where mark.evaluation_id = prompt.evaluation_id
    and mark.data_row_id = prompt.data_row_id and mark.problem is not null))`;

const marksOf = `(select coalesce(json_agg(json_build_object('scoreId', mark.score_id, 'value', mark.value,
    'reason', mark.reason, 'problem', mark.problem,
    'judgement', case when mark.item_id is not null
      then json_build_object('runId', mark.run_id, 'itemId', mark.item_id) end) order by score.number), '[]')
  from evaluation_marks as mark join evaluation_scores as score on score.id = mark.score_id
  where mark.evaluation_id = answer.evaluation_id and mark.data_row_id = answer.data_row_id
    and mark.candidate_id = answer.candidate_id)`;

const ratingsOf = `(select coalesce(json_agg(json_build_object('name', rater_name, 'rating', rating,
    'rank', rank) order by rater_name, rater), '[]')
  from evaluation_ratings as rating
  where rating.evaluation_id = answer.evaluation_id and rating.data_row_id = answer.data_row_id
    and rating.candidate_id = answer.candidate_id)`;

const answersOf = `(select coalesce(json_agg(json_build_object('candidateId', answer.candidate_id,
    'state', answer.state, 'text', answer.text, 'problem', answer.problem,
    'item', case when answer.item_id is not null
      then json_build_object('runId', candidate.run_id, 'itemId', answer.item_id) end,
    'marks', ${marksOf}, 'ratings', ${ratingsOf}) order by candidate.number), '[]')
  from evaluation_answers as answer
  join evaluation_candidates as candidate on candidate.id = answer.candidate_id
  where answer.evaluation_id = prompt.evaluation_id and answer.data_row_id = prompt.data_row_id)`;

const promptColumns = `prompt.data_row_id as "dataRowId", prompt.number,
  prompt.global_key as "globalKey", prompt.prompt, prompt.expected, ${answersOf} as answers`;

export type PromptStore = ReturnType<typeof createPromptStore>;

/** Reads the prompts of evaluations with what was answered and said of it. */
export function createPromptStore(database: Database) {
  return {
    async list(
      { organisationId, id }: EvaluationKey,
      query: PromptQuery,
    ): Promise<Page<StoredPrompt>> {
      const after = readPlace(query.cursor);
      const { rows } = await database.pool.query<StoredPrompt & { metric: number }>(
        `with prompt as (
           select prompt.*, metric from evaluation_prompts as prompt
           cross join lateral (select ${metrics[query.order]} as metric) as measured
           where prompt.organisation_id = $1 and prompt.evaluation_id = $2
             and ($3::uuid is null or true)
             and (not $4 or ${hasFailure})
             and ($5::double precision is null or (metric, prompt.number) > ($5, $6))
           order by metric, prompt.number limit $7
         )
         select ${promptColumns}, metric from prompt order by metric, number`,
        [
          organisationId,
          id,
          query.scoreId ?? null,
          query.failed ?? false,
          after?.metric ?? null,
          after?.number ?? 0,
          query.limit + 1,
        ],
      );
      return toPage(rows, query.limit, ({ metric, number }) => `${metric} ${number}`);
    },

    async find(
      { organisationId, id }: EvaluationKey,
      dataRowId: string,
    ): Promise<StoredPrompt | null> {
      const { rows } = await database.pool.query<StoredPrompt>(
        `select ${promptColumns} from evaluation_prompts as prompt
         where organisation_id = $1 and evaluation_id = $2 and data_row_id = $3`,
        [organisationId, id, dataRowId],
      );
      return rows[0] ?? null;
    },

    /** The prompts before and behind one, in the order of the dataset. */
    async findNeighbours(
      { organisationId, id }: EvaluationKey,
      number: number,
    ): Promise<{ previousId: string | null; nextId: string | null }> {
      const { rows } = await database.pool.query<{ number: number; dataRowId: string }>(
        `select number, data_row_id as "dataRowId" from evaluation_prompts
         where organisation_id = $1 and evaluation_id = $2 and number = any($3)`,
        [organisationId, id, [number - 1, number + 1]],
      );
      const idOf = (wanted: number) => rows.find((row) => row.number === wanted)?.dataRowId ?? null;
      return { previousId: idOf(number - 1), nextId: idOf(number + 1) };
    },
  };
}

/** Behind which prompt a page begins. @throws PatchbayError INPUT_INVALID */
function readPlace(cursor: string | undefined): { metric: number; number: number } | null {
  const key = readCursor(cursor);
  if (key === null) return null;
  const [metric = Number.NaN, number = Number.NaN] = key.split(' ').map(Number);
  if (!Number.isFinite(metric) || !Number.isInteger(number)) throw foreignCursor();
  return { metric, number };
}
