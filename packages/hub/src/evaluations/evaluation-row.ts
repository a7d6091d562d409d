import type { CandidateView, EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { hasEnded, type RunState } from '@patchbay/core/run/run-state.ts';
import { withCounts } from '../runs/run-row.ts';

interface UsedRun {
  id: string;
  name: string;
  state: RunState;
  counts: ItemCounts;
}

interface CandidateRow {
  id: string;
  name: string;
  completions: string | null;
  run: UsedRun | null;
  model: { id: string; name: string; revision: number } | null;
  answered: number;
  failed: number;
  /** Whether items of the run that have ended are no answers here yet. */
  is_behind: boolean;
}

interface ScoreRow {
  id: string;
  name: string;
  settings: ScoreSettings;
  runs: UsedRun[];
}

/** An evaluation as it is read from the database. */
export interface EvaluationRow {
  id: string;
  name: string;
  dataset_id: string;
  dataset_name: string;
  created_at: Date;
  prompts: number;
  prompts_with_expected: number;
  candidates: CandidateRow[];
  scores: ScoreRow[];
  marks: number;
  open_rounds: number;
  rated_prompts: number;
  raters: number;
}

/** A run as a JSON object, with its counters. */
const runObject = `json_build_object('id', runs.id, 'name', runs.name, 'state', runs.state, 'counts',
    json_build_object('total', total, 'pending', pending, 'succeeded', succeeded, 'failed', failed,
      'cancelled', cancelled, 'ignored', ignored))`;

const isBehind = `exists (
    select from evaluation_prompts as prompt
    join run_items as item on item.run_id = candidate.run_id and item.data_row_id = prompt.data_row_id
    where prompt.evaluation_id = evaluations.id and item.state in ('succeeded', 'failed', 'ignored')
      and not exists (
        select from evaluation_answers as answer where answer.evaluation_id = evaluations.id
          and answer.candidate_id = candidate.id and answer.data_row_id = prompt.data_row_id))`;

const candidates = `(select coalesce(json_agg(json_build_object(
      'id', candidate.id, 'name', candidate.name, 'completions', candidate.completions,
      'run', used.run, 'model', used.model,
      'answered', coalesce(counted.answered, 0), 'failed', coalesce(counted.failed, 0),
      'is_behind', ${isBehind}
    ) order by candidate.number), '[]')
  from evaluation_candidates as candidate
  left join lateral (
    select ${runObject} as run,
      json_build_object('id', model_id, 'name', model_name, 'revision', revision_number) as model
    from runs ${withCounts} where runs.id = candidate.run_id
  ) as used on true
  left join lateral (
    select count(*) filter (where state = 'answered')::int as answered,
      count(*) filter (where state = 'failed')::int as failed
    from evaluation_answers as answer
    where answer.evaluation_id = evaluations.id and answer.candidate_id = candidate.id
  ) as counted on true
  where candidate.evaluation_id = evaluations.id)`;

const scores = `(select coalesce(json_agg(json_build_object(
      'id', score.id, 'name', score.name, 'settings', score.settings,
      'runs', (
        select coalesce(json_agg(${runObject} order by round.id), '[]')
        from evaluation_rounds as round join runs on runs.id = round.run_id ${withCounts}
        where round.evaluation_id = evaluations.id and round.score_id = score.id
      )) order by score.number), '[]')
  from evaluation_scores as score where score.evaluation_id = evaluations.id)`;

const count = (table: string, what = '*') =>
  `(select count(${what})::int from ${table} where evaluation_id = evaluations.id)`;

/** Evaluations with all that is counted of them. */
export const selectEvaluations = `select evaluations.id, evaluations.name, evaluations.dataset_id,
    evaluations.dataset_name, evaluations.created_at,
    ${count('evaluation_prompts')} as prompts,
    ${count('evaluation_prompts', 'expected')} as prompts_with_expected,
    ${count('evaluation_marks')} as marks,
    (select count(*)::int from evaluation_rounds
     where evaluation_id = evaluations.id and ended_at is null) as open_rounds,
    ${count('evaluation_ratings', 'distinct data_row_id')} as rated_prompts,
    ${count('evaluation_ratings', 'distinct rater')} as raters,
    ${candidates} as candidates, ${scores} as scores
  from evaluations`;

export function toEvaluationView(row: EvaluationRow): EvaluationView {
  const shown = row.candidates.map((candidate) => toCandidateView(candidate, row.prompts));
  const answered = shown.reduce((sum, { answers }) => sum + answers.answered, 0);
  return {
    id: row.id,
    name: row.name,
    dataset: { id: row.dataset_id, name: row.dataset_name },
    prompts: row.prompts,
    promptsWithExpected: row.prompts_with_expected,
    candidates: shown,
    scores: row.scores,
    isUnderWay:
      shown.some(({ answers }) => answers.waiting > 0) ||
      row.open_rounds > 0 ||
      row.marks < answered * row.scores.length,
    ratings: { prompts: row.rated_prompts, people: row.raters },
    createdAt: row.created_at.toISOString(),
  };
}

function toCandidateView(row: CandidateRow, prompts: number): CandidateView {
  const { id, name, completions, run, model, answered, failed } = row;
  const rest = Math.max(0, prompts - answered - failed);
  const isOver = run === null || (hasEnded(run.state) && !row.is_behind);
  return {
    id,
    name,
    completions,
    run,
    model,
    answers: { answered, failed, waiting: isOver ? 0 : rest, missing: isOver ? rest : 0 },
  };
}
