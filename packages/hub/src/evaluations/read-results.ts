import { letOthers } from '@patchbay/connect/let-others.ts';
import type { EvaluationResults, EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import type { MarkReadingStore } from './mark-reading-store.ts';
import { summarisePeople, summariseScore } from './results.ts';

/** Reads and sums up what came of an evaluation, one score after the other: each takes some 50 ms of 10,000 prompts. */
export async function readResults(
  readings: MarkReadingStore,
  organisationId: string,
  evaluation: EvaluationView,
): Promise<EvaluationResults> {
  const { id } = evaluation;
  const scores: EvaluationResults['scores'] = [];
  for (const score of evaluation.scores) {
    const values = await readings.listValues(organisationId, id, score.id);
    const counts = await readings.countMarks(organisationId, id, score.id);
    await letOthers();
    scores.push(summariseScore(evaluation, score, values, counts));
  }
  const ratings = await readings.listRatings(organisationId, id);
  await letOthers();
  return { scores, people: summarisePeople(evaluation, ratings) };
}
