import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';
import type pg from 'pg';
import { v7 as createId } from 'uuid';
import type { Database } from '../../database/database.ts';
import type { ScoreKey } from './mark-store.ts';

/** One time that a judge is asked. */
export interface Round {
  readonly id: string;
  readonly datasetId: string | null;
  readonly runId: string | null;
  readonly runState: RunState | null;
  readonly hasEnded: boolean;
}

/** A message to the judge whose item has ended, and that is not a mark yet, or another one. */
export interface EndedJudgement {
  readonly candidateId: string;
  readonly dataRowId: string;
  readonly itemId: string;
  readonly problem: Problem | null;
  readonly predictionId: string | null;
  readonly annotations: Annotation[] | null;
}

export type RoundStore = ReturnType<typeof createRoundStore>;

/** Keeps when judges were asked, and reads what they said. */
export function createRoundStore(database: Database) {
  return {
    /** The rounds of a score, first to last. */
    async list({ organisationId, evaluationId, scoreId }: ScoreKey): Promise<Round[]> {
      const { rows } = await database.pool.query<Round>(
        `select round.id, round.dataset_id as "datasetId", run_id as "runId", runs.state as "runState",
           ended_at is not null as "hasEnded"
         from evaluation_rounds as round left join runs on runs.id = round.run_id
         where round.organisation_id = $1 and evaluation_id = $2 and score_id = $3
         order by round.id`,
        [organisationId, evaluationId, scoreId],
      );
      return rows;
    },

    async begin({ organisationId, evaluationId, scoreId }: ScoreKey): Promise<Round> {
      const id = createId();
      await database.pool.query(
        `insert into evaluation_rounds (id, evaluation_id, organisation_id, score_id)
         select $1, id, organisation_id, $4 from evaluations
         where organisation_id = $3 and id = $2`,
        [id, evaluationId, organisationId, scoreId],
      );
      return { id, datasetId: null, runId: null, runState: null, hasEnded: false };
    },

    async setDataset(organisationId: string, id: string, datasetId: string): Promise<void> {
      await database.pool.query(
        'update evaluation_rounds set dataset_id = $3 where organisation_id = $1 and id = $2',
        [organisationId, id, datasetId],
      );
    },

    async setRun(
      transaction: pg.PoolClient,
      organisationId: string,
      id: string,
      runId: string,
    ): Promise<void> {
      await transaction.query(
        'update evaluation_rounds set run_id = $3 where organisation_id = $1 and id = $2',
        [organisationId, id, runId],
      );
    },

    async end(organisationId: string, id: string): Promise<void> {
      await database.pool.query(
        `update evaluation_rounds set ended_at = now()
         where organisation_id = $1 and id = $2 and ended_at is null`,
        [organisationId, id],
      );
    },

    /**
     * Messages of a round whose items have ended and that are no marks yet. Of one that has ended, those alone
     * whose mark was read from another prediction: what was forgotten to be asked anew is not found again.
     */
    async listEnded(
      { organisationId, evaluationId, scoreId }: ScoreKey,
      { runId, hasEnded }: { runId: string; hasEnded: boolean },
      limit: number,
    ): Promise<EndedJudgement[]> {
      const { rows } = await database.pool.query<EndedJudgement>(
        `select answer.candidate_id as "candidateId", answer.data_row_id as "dataRowId",
           item.id as "itemId", item.problem, prediction.id as "predictionId", prediction.annotations
         from run_items as item
         join data_rows as row on row.id = item.data_row_id
         join evaluation_answers as answer on answer.evaluation_id = $2 and ${isAbout('row', 'answer')}
         left join predictions as prediction on prediction.item_id = item.id
         left join evaluation_marks as mark on mark.evaluation_id = $2 and mark.score_id = $3
           and mark.data_row_id = answer.data_row_id and mark.candidate_id = answer.candidate_id
         where item.organisation_id = $1 and item.run_id = $4
           and item.state in ('succeeded', 'failed', 'ignored')
           and ((mark.score_id is null and not $5)
             or (mark.run_id = $4 and mark.prediction_id is distinct from prediction.id))
         order by item.id limit $6`,
        [organisationId, evaluationId, scoreId, runId, hasEnded, limit],
      );
      return rows;
    },

    /** Answers for which a round has a message, and of which nothing was said. */
    async listUnsaid(
      { organisationId, evaluationId, scoreId }: ScoreKey,
      datasetId: string,
    ): Promise<{ candidateId: string; dataRowId: string }[]> {
      const { rows } = await database.pool.query<{ candidateId: string; dataRowId: string }>(
        `select answer.candidate_id as "candidateId", answer.data_row_id as "dataRowId"
         from data_rows as row
         join evaluation_answers as answer on answer.evaluation_id = $2 and ${isAbout('row', 'answer')}
         left join evaluation_marks as mark on mark.evaluation_id = $2 and mark.score_id = $3
           and mark.data_row_id = answer.data_row_id and mark.candidate_id = answer.candidate_id
         where row.organisation_id = $1 and row.dataset_id = $4 and mark.score_id is null`,
        [organisationId, evaluationId, scoreId, datasetId],
      );
      return rows;
    },
  };
}

/** Whether a data row is the message about an answer, as its key (`message-key.ts`) says. */
function isAbout(row: string, answer: string): string {
  return `${row}.global_key = ${answer}.candidate_id || ':' || ${answer}.data_row_id || ':' ||
    coalesce(${answer}.prediction_id::text, 'given')`;
}
