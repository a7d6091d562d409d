import { setImmediate as letOthersRun } from 'node:timers/promises';
import { scoreAnswer } from '@patchbay/core/evaluation/score-answer.ts';
import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import { createSchemaScore } from './json-schema-score.ts';
import type { MarkStore, NewMark, OpenAnswer, ScoreKey } from './mark-store.ts';
import type { Scored } from './scored.ts';

/** Answers whose marks are written at once. */
const batchSize = 100;

/** Scores all answers that are there and have no mark of this score; nobody is asked for that. */
export async function scoreAnswers(
  marks: Pick<MarkStore, 'listOpen' | 'save'>,
  key: ScoreKey,
  settings: Exclude<ScoreSettings, { kind: 'judge' }>,
): Promise<void> {
  const score = createScore(settings);
  let open: OpenAnswer[];
  do {
    open = await marks.listOpen(key, { limit: batchSize });
    const said: NewMark[] = [];
    for (const answer of open) {
      said.push(toMark(answer, score(answer)));
      await letOthersRun(); // One answer may take long by itself; the hub has others to answer meanwhile.
    }
    if (said.length > 0) await marks.save(key, said);
  } while (open.length === batchSize);
}

function createScore(
  settings: Exclude<ScoreSettings, { kind: 'judge' }>,
): (answer: OpenAnswer) => Scored {
  if (settings.kind === 'json_schema') {
    const score = createSchemaScore(settings.schema);
    return ({ answer }) => score(answer);
  }
  return ({ answer, expected }) => scoreAnswer(settings.kind, answer, expected);
}

function toMark({ candidateId, dataRowId }: OpenAnswer, scored: Scored): NewMark {
  const isValue = typeof scored === 'number' || scored === null;
  return {
    candidateId,
    dataRowId,
    ...(isValue ? { value: scored } : { value: null, problem: scored }),
  };
}
