import { readAnswerWords } from '@patchbay/core/evaluation/answer-words.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import type { AnswerStore, EndedItem, NewAnswer } from './answer-store.ts';
import type { OpenEvaluation } from './work-store.ts';

/** Items that become answers in one transaction. */
const batchSize = 200;

/** Takes what the runs have said so far into the evaluation; whether that is all there will be. */
export async function collectAnswers(
  answers: AnswerStore,
  evaluation: OpenEvaluation,
): Promise<boolean> {
  const { id: evaluationId, organisationId } = evaluation;
  let isAll = true;
  for (const { id: candidateId, runId, runState } of evaluation.candidates) {
    if (runId === null) continue;
    // Read before the items are: a run that had ended then has no further ones.
    if (runState === null || !hasEnded(runState)) isAll = false;
    const key = { organisationId, evaluationId, candidateId };
    let found: EndedItem[];
    do {
      found = await answers.listEnded(key, runId, batchSize);
      if (found.length > 0) await answers.save(key, found.map(toAnswer));
    } while (found.length === batchSize);
  }
  return isAll;
}

function toAnswer({ annotations, problem, ...item }: EndedItem): NewAnswer {
  return annotations === null
    ? { ...item, state: 'failed', text: null, problem }
    : { ...item, state: 'answered', text: readAnswerWords(annotations), problem: null };
}
