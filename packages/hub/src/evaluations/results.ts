import type {
  EvaluationResults,
  EvaluationView,
  ScoreView,
} from '@patchbay/core/api/evaluation-views.ts';
import { measureAgreement } from '@patchbay/core/evaluation/agreement.ts';
import { listStandings } from '@patchbay/core/evaluation/list-standings.ts';
import {
  estimateMean,
  estimateShare,
  type MeanInterval,
} from '@patchbay/core/evaluation/mean-interval.ts';
import type { PromptMarks } from '@patchbay/core/evaluation/ranking.ts';
import { scoreDefinitions } from '@patchbay/core/evaluation/score-settings.ts';
import type { CountedMarks, PromptValues, Rating } from './mark-reading-store.ts';

/** What one score says of all candidates. */
export function summariseScore(
  { candidates }: EvaluationView,
  { id, settings }: ScoreView,
  values: readonly PromptValues[],
  counts: readonly CountedMarks[],
): EvaluationResults['scores'][number] {
  const ids = candidates.map((candidate) => candidate.id);
  const rows = values.map((marks) => ids.map((candidateId) => marks[candidateId] ?? null));
  const standings = listStandings(ids.length, rows);
  const { isEitherOr } = scoreDefinitions[settings.kind];
  const results = candidates.map((candidate, index) => {
    const own = rows.map((marks) => marks[index] ?? null).filter((value) => value !== null);
    const found = counts.find(({ candidateId }) => candidateId === candidate.id);
    const { marked = 0, without = 0, failed = 0 } = found ?? {};
    return {
      candidateId: candidate.id,
      mean: estimate(own, isEitherOr),
      marked,
      without,
      failed,
      open: Math.max(0, candidate.answers.answered - marked - without - failed),
      standing: standings[index] ?? nothing,
    };
  });
  return { scoreId: id, results };
}

/** What people said. The mean of a candidate is over prompts, each the mean of what was said of its answer there. */
export function summarisePeople(
  { candidates }: EvaluationView,
  ratings: readonly Rating[],
): EvaluationResults['people'] {
  const ids = candidates.map((candidate) => candidate.id);
  const rated = ratings.filter((rating) => rating.rating !== null);
  const answers = Map.groupBy(rated, ({ dataRowId, candidateId }) => `${dataRowId} ${candidateId}`);
  const units = [...answers.values()].map((said) => said.map(({ rating }) => rating ?? 0));
  const standings = listStandings(
    ids.length,
    toRows(ids, preferOf(ratings), ({ key }) => key),
  );
  return {
    raters: countRaters(ratings),
    results: ids.map((candidateId, index) => {
      const own = [...answers.values()].filter((said) => said[0]?.candidateId === candidateId);
      const means = own.map((said) => average(said.map(({ rating }) => rating ?? 0)));
      return {
        candidateId,
        mean: estimate(means, false),
        ratings: own.reduce((sum, said) => sum + said.length, 0),
        standing: standings[index] ?? nothing,
      };
    }),
    agreement: measureAgreement(units),
    ratedTwice: units.filter((said) => said.length > 1).length,
  };
}

const nothing = { meanRank: null, rankedPrompts: 0, wins: 0, ties: 0, losses: 0, strength: null };

function estimate(values: readonly number[], isEitherOr: boolean): MeanInterval | null {
  if (values.length === 0) return null;
  if (!isEitherOr) return estimateMean(values);
  return estimateShare(values.filter((value) => value === 1).length, values.length);
}

/** Values of the candidates in their order, a row for each key. */
function toRows<Value extends { candidateId: string; value: number }>(
  ids: readonly string[],
  values: readonly Value[],
  keyOf: (value: Value) => string,
): PromptMarks[] {
  const rows = Map.groupBy(values, keyOf);
  return [...rows.values()].map((row) => {
    const byCandidate = new Map(row.map(({ candidateId, value }) => [candidateId, value]));
    return ids.map((id) => byCandidate.get(id) ?? null);
  });
}

/** What each person preferred at each prompt: by the places they gave, or else by their ratings; higher is better. */
function preferOf(ratings: readonly Rating[]) {
  const judged = Map.groupBy(ratings, ({ dataRowId, rater }) => `${dataRowId} ${rater}`);
  return [...judged].flatMap(([key, said]) => {
    const isRanked = said.some(({ rank }) => rank !== null);
    return said.flatMap(({ candidateId, rank, rating }) => {
      const value = isRanked ? rank && -rank : rating;
      return value === null ? [] : [{ key, candidateId, value }];
    });
  });
}

function countRaters(ratings: readonly Rating[]): EvaluationResults['people']['raters'] {
  const byRater = Map.groupBy(ratings, ({ rater }) => rater);
  return [...byRater.values()].map((said) => ({
    name: said[0]?.name ?? '',
    prompts: new Set(said.map(({ dataRowId }) => dataRowId)).size,
  }));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
