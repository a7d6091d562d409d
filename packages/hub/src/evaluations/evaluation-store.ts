import type { EvaluationListQuery } from '@patchbay/core/api/evaluation-routes.ts';
import type { EvaluationView, ScoreView } from '@patchbay/core/api/evaluation-views.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import type pg from 'pg';
import { v7 as createId } from 'uuid';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { readIdCursor, toPage } from '../database/cursor.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { toPattern } from '../like-pattern.ts';
import { type EvaluationRow, selectEvaluations, toEvaluationView } from './evaluation-row.ts';

/** A candidate on its way into an evaluation. */
export interface NewCandidateRecord {
  readonly name: string;
  readonly runId: string | null;
  readonly completions: string | null;
}

/** A prompt on its way into an evaluation. */
export interface NewPrompt {
  readonly dataRowId: string;
  readonly globalKey: string;
  readonly prompt: string;
  readonly expected: string | null;
  readonly completions: { readonly [name: string]: string };
}

interface NewEvaluationRecord {
  readonly id: string;
  readonly name: string;
  readonly dataset: { readonly id: string; readonly name: string };
  readonly prompts: readonly NewPrompt[];
  readonly candidates: readonly NewCandidateRecord[];
  readonly scores: readonly { name: string; settings: ScoreSettings }[];
}

export type EvaluationStore = ReturnType<typeof createEvaluationStore>;

/** Makes, reads and deletes evaluations. */
export function createEvaluationStore(database: Database, audit: AuditLog) {
  async function insertScore(
    transaction: pg.PoolClient,
    evaluation: { organisationId: string; id: string },
    { name, settings }: { name: string; settings: ScoreSettings },
  ): Promise<void> {
    await transaction.query(
      `insert into evaluation_scores (id, evaluation_id, organisation_id, number, name, settings)
       select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5
       from evaluation_scores where evaluation_id = $2`,
      [createId(), evaluation.id, evaluation.organisationId, name, JSON.stringify(settings)],
    );
  }

  return {
    async insert(
      transaction: pg.PoolClient,
      principal: Principal,
      evaluation: NewEvaluationRecord,
    ): Promise<void> {
      const { organisationId } = principal;
      const { id, name, dataset, prompts, candidates, scores } = evaluation;
      // From here on the dataset cannot be removed: see datasets/removed-rows.ts.
      const { rowCount } = await transaction.query(
        'select from datasets where organisation_id = $1 and id = $2 for key share',
        [organisationId, dataset.id],
      );
      if (rowCount === 0) {
        const message = `The dataset "${dataset.name}" was removed meanwhile.`;
        throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
      }
      await transaction.query(
        `insert into evaluations (id, organisation_id, name, dataset_id, dataset_name, created_by)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, organisationId, name, dataset.id, dataset.name, principal.actor],
      );
      await insertPrompts(transaction, { organisationId, id }, prompts);
      for (const [index, candidate] of candidates.entries()) {
        const candidateId = createId();
        await transaction.query(
          `insert into evaluation_candidates
             (id, evaluation_id, organisation_id, number, name, run_id, completions)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [
            candidateId,
            id,
            organisationId,
            index + 1,
            candidate.name,
            candidate.runId,
            candidate.completions,
          ],
        );
        if (candidate.completions === null) continue;
        await insertCompletions(transaction, { organisationId, id }, candidateId, {
          name: candidate.completions,
          prompts,
        });
      }
      for (const score of scores) await insertScore(transaction, { organisationId, id }, score);
      await audit.record(transaction, principal, {
        action: 'evaluation:created',
        subject: id,
        details: { name, dataset: dataset.name, candidates: candidates.map((one) => one.name) },
      });
    },

    /** False where the evaluation is gone. One score after the other is added, so that each has a place of its own. */
    async addScore(
      principal: Principal,
      evaluation: { id: string; name: string },
      score: { name: string; settings: ScoreSettings },
    ): Promise<boolean> {
      return await withTransaction(database, async (transaction) => {
        const { rowCount } = await transaction.query(
          'select from evaluations where organisation_id = $1 and id = $2 for no key update',
          [principal.organisationId, evaluation.id],
        );
        if (rowCount === 0) return false;
        await insertScore(transaction, { ...principal, id: evaluation.id }, score);
        await audit.record(transaction, principal, {
          action: 'evaluation:score-added',
          subject: evaluation.id,
          details: { name: evaluation.name, score: score.name, kind: score.settings.kind },
        });
        return true;
      });
    },

    async find(organisationId: string, id: string): Promise<EvaluationView | null> {
      const { rows } = await database.pool.query<EvaluationRow>(
        `${selectEvaluations} where evaluations.organisation_id = $1 and evaluations.id = $2`,
        [organisationId, id],
      );
      return rows[0] ? toEvaluationView(rows[0]) : null;
    },

    /** In the order in which they were made. */
    async list(organisationId: string, query: EvaluationListQuery): Promise<Page<EvaluationView>> {
      const isNewestFirst = query.order === 'newest';
      const { rows } = await database.pool.query<EvaluationRow>(
        `${selectEvaluations}
         where evaluations.organisation_id = $1
           and ($2::uuid is null or evaluations.id ${isNewestFirst ? '<' : '>'} $2)
           and ($3::uuid is null or evaluations.id in (
             select candidate.evaluation_id from evaluation_candidates as candidate
             join runs on runs.id = candidate.run_id
             where runs.organisation_id = $1 and runs.model_id = $3))
           and ($4::uuid is null or evaluations.dataset_id = $4)
           and ($5::text is null or evaluations.name ilike $5 or evaluations.dataset_name ilike $5
             or evaluations.id in (
               select evaluation_id from evaluation_candidates
               where organisation_id = $1 and name ilike $5))
         order by evaluations.id ${isNewestFirst ? 'desc' : 'asc'} limit $6`,
        [
          organisationId,
          readIdCursor(query.cursor),
          query.modelId ?? null,
          query.datasetId ?? null,
          query.text === undefined ? null : toPattern(query.text),
          query.limit + 1,
        ],
      );
      return toPage(rows.map(toEvaluationView), query.limit, ({ id }) => id);
    },

    /** Forgets what could not be scored, so that it is tried again. Returns how many marks these were. */
    async forgetFailedMarks(
      principal: Principal,
      evaluation: { id: string; name: string },
      score: Pick<ScoreView, 'id' | 'name'>,
    ): Promise<number> {
      return await withTransaction(database, async (transaction) => {
        const { rowCount } = await transaction.query(
          `delete from evaluation_marks
           where organisation_id = $1 and evaluation_id = $2 and score_id = $3 and problem is not null`,
          [principal.organisationId, evaluation.id, score.id],
        );
        if (!rowCount) return 0;
        await audit.record(transaction, principal, {
          action: 'evaluation:scored-again',
          subject: evaluation.id,
          details: { name: evaluation.name, score: score.name, answers: rowCount },
        });
        return rowCount;
      });
    },

    async remove(principal: Principal, { id, name }: { id: string; name: string }): Promise<void> {
      await withTransaction(database, async (transaction) => {
        const { rowCount } = await transaction.query(
          'delete from evaluations where organisation_id = $1 and id = $2',
          [principal.organisationId, id],
        );
        if (rowCount === 0) return;
        const entry = { action: 'evaluation:removed', subject: id, details: { name } };
        await audit.record(transaction, principal, entry);
      });
    },
  };
}

interface Owner {
  readonly organisationId: string;
  readonly id: string;
}

async function insertPrompts(
  transaction: pg.PoolClient,
  { organisationId, id }: Owner,
  prompts: readonly NewPrompt[],
): Promise<void> {
  const rows = prompts.map(({ completions: _, ...prompt }, index) => ({
    ...prompt,
    number: index + 1,
  }));
  await transaction.query(
    `insert into evaluation_prompts
       (evaluation_id, organisation_id, number, data_row_id, global_key, prompt, expected)
     select $1, $2, number, "dataRowId", "globalKey", prompt, expected
     from json_to_recordset($3) as row
       (number int, "dataRowId" uuid, "globalKey" text, prompt text, expected text)`,
    [id, organisationId, JSON.stringify(rows)],
  );
}

/** Answers that came with the prompts are there from the beginning; a prompt without one has none. */
async function insertCompletions(
  transaction: pg.PoolClient,
  { organisationId, id }: Owner,
  candidateId: string,
  { name, prompts }: { name: string; prompts: readonly NewPrompt[] },
): Promise<void> {
  const rows = prompts
    .map(({ dataRowId, completions }) => ({ dataRowId, text: completions[name] }))
    .filter(({ text }) => text !== undefined);
  await transaction.query(
    `insert into evaluation_answers
       (evaluation_id, organisation_id, candidate_id, data_row_id, state, text)
     select $1, $2, $3, "dataRowId", 'answered', text
     from json_to_recordset($4) as row ("dataRowId" uuid, text text)`,
    [id, organisationId, candidateId, JSON.stringify(rows)],
  );
}
