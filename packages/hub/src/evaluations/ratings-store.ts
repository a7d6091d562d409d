import type pg from 'pg';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';

/** What a person says of the answer of a candidate. */
export interface Judgement {
  readonly candidateId: string;
  readonly rating: number | null;
  readonly rank: number | null;
}

/** An answer as it is judged. */
export interface JudgeableAnswer extends Judgement {
  readonly text: string;
  /** Changes with the words: whose they are cannot be read from it. */
  readonly version: string;
}

/** What a person says now, of which answer; without a version, of whatever stands there. */
interface NewJudgement extends Judgement {
  readonly version?: string | undefined;
}

const versionOf = `md5(coalesce(answer.text, ''))`;

interface BlindRow {
  readonly dataRowId: string;
  readonly number: number;
  readonly prompt: string;
  readonly expected: string | null;
  /** Answers that are there, with what this person said of them. */
  readonly answers: JudgeableAnswer[];
}

export type RatingsStore = ReturnType<typeof createRatingsStore>;

/** Keeps what people said of answers. */
export function createRatingsStore(database: Database, audit: AuditLog) {
  /** Prompts with at least one answer. */
  const hasAnswer = `exists (select from evaluation_answers as answer
    where answer.evaluation_id = prompt.evaluation_id and answer.data_row_id = prompt.data_row_id
      and answer.state = 'answered')`;
  const isJudged = `exists (select from evaluation_ratings as rating
    where rating.evaluation_id = prompt.evaluation_id and rating.data_row_id = prompt.data_row_id
      and rating.rater = $3)`;

  async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.pool.query<Row>(text, values)).rows;
  }

  return {
    async count({ organisationId, actor }: Principal, evaluationId: string) {
      const rows = await query<{ judged: number; judgeable: number }>(
        `select count(*) filter (where ${isJudged})::int as judged, count(*)::int as judgeable
         from evaluation_prompts as prompt
         where organisation_id = $1 and evaluation_id = $2 and ${hasAnswer}`,
        [organisationId, evaluationId, actor],
      );
      return rows[0] ?? { judged: 0, judgeable: 0 };
    },

    /** Ids of the prompts that a person has not judged, in the order of the dataset. */
    async findNext(
      { organisationId, actor }: Principal,
      evaluationId: string,
    ): Promise<string | null> {
      const rows = await query<{ dataRowId: string }>(
        `select data_row_id as "dataRowId" from evaluation_prompts as prompt
         where organisation_id = $1 and evaluation_id = $2 and ${hasAnswer} and not ${isJudged}
         order by number limit 1`,
        [organisationId, evaluationId, actor],
      );
      return rows[0]?.dataRowId ?? null;
    },

    async find(
      { organisationId, actor }: Principal,
      evaluationId: string,
      dataRowId: string,
    ): Promise<BlindRow | null> {
      const rows = await query<BlindRow>(
        `select prompt.data_row_id as "dataRowId", number, prompt, expected, (
           select coalesce(json_agg(json_build_object('candidateId', answer.candidate_id,
             'text', answer.text, 'version', ${versionOf}, 'rating', rating.rating, 'rank', rating.rank)), '[]')
           from evaluation_answers as answer
           left join evaluation_ratings as rating on rating.evaluation_id = $2
             and rating.data_row_id = $4 and rating.candidate_id = answer.candidate_id
             and rating.rater = $3
           where answer.evaluation_id = $2 and answer.data_row_id = $4 and answer.state = 'answered'
         ) as answers
         from evaluation_prompts as prompt
         where organisation_id = $1 and evaluation_id = $2 and prompt.data_row_id = $4`,
        [organisationId, evaluationId, actor, dataRowId],
      );
      return rows[0] ?? null;
    },

    /**
     * Writes what a person says now of the answers to a prompt, in place of what they said before; nothing where
     * the evaluation is gone, or one of the answers is not the one that was judged. Until it is written none of
     * them is replaced.
     */
    async save(
      principal: Principal,
      { id, name }: { id: string; name: string },
      dataRowId: string,
      judgements: readonly NewJudgement[],
    ): Promise<'saved' | 'gone' | 'replaced'> {
      const { organisationId, actor } = principal;
      return await withTransaction(database, async (client) => {
        const { rowCount } = await client.query(
          'select from evaluations where organisation_id = $1 and id = $2 for key share',
          [organisationId, id],
        );
        if (rowCount === 0) return 'gone';
        const versions = await lockAnswers(client, { organisationId, id }, dataRowId);
        const isThere = ({ candidateId, version }: NewJudgement) =>
          versions.has(candidateId) &&
          (version ?? versions.get(candidateId)) === versions.get(candidateId);
        if (!judgements.every(isThere)) return 'replaced';
        await client.query(
          `insert into evaluation_ratings (evaluation_id, organisation_id, candidate_id, data_row_id,
             rater, rater_name, rating, rank)
           select $2, $1, "candidateId", $3, $4, $5, rating, rank
           from json_to_recordset($6) as row ("candidateId" uuid, rating smallint, rank smallint)
           on conflict (evaluation_id, data_row_id, candidate_id, rater) do update
             set rating = excluded.rating, rank = excluded.rank, updated_at = now()`,
          [organisationId, id, dataRowId, actor, principal.name, JSON.stringify(judgements)],
        );
        const details = { name, dataRow: dataRowId, answers: judgements.length };
        await audit.record(client, principal, { action: 'evaluation:rated', subject: id, details });
        return 'saved';
      });
    },
  };
}

/** The answers to a prompt by their candidates, held as they are until the transaction ends. */
async function lockAnswers(
  client: pg.PoolClient,
  { organisationId, id }: { organisationId: string; id: string },
  dataRowId: string,
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ candidateId: string; version: string }>(
    `select candidate_id as "candidateId", ${versionOf} as version from evaluation_answers as answer
     where organisation_id = $1 and evaluation_id = $2 and data_row_id = $3 and state = 'answered'
     for share`,
    [organisationId, id, dataRowId],
  );
  return new Map(rows.map(({ candidateId, version }) => [candidateId, version]));
}
