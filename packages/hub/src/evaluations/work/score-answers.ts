import { scoreAnswer } from '@patchbay/core/evaluation/score-answer.ts';
import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import { createSchemaScore } from './json-schema-score.ts';
import type { MarkStore, NewMark, OpenAnswer, ScoreKey } from './mark-store.ts';
import type { Scored } from './scored.ts';

/** Answers that are scored before anything else gets its turn. */
const batchSize = 100;

/** Scores all answers that are there and have no mark of this score; nobody is asked for that. */
export async function scoreAnswers(
  marks: MarkStore,
  key: ScoreKey,
  settings: Exclude<ScoreSettings, { kind: 'judge' }>,
): Promise<void> {
  const score = createScore(settings);
  let open: OpenAnswer[];
  do {
    open = await marks.listOpen(key, { limit: batchSize });
    if (open.length > 0)
      await marks.save(
        key,
        open.map((answer) => toMark(answer, score(answer))),
      );
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
