import { expect, test } from 'vitest';
import type { NewMark } from './mark-store.ts';
import { scoreAnswers } from './score-answers.ts';

test('others get their turn between answers, and each answer gets its mark', async () => {
  const open = Array.from({ length: 20 }, (_, index) => ({
    candidateId: 'candidate',
    dataRowId: `${index}`,
    predictionId: null,
    prompt: 'What?',
    expected: 'this',
    answer: index === 0 ? 'that' : 'this',
  }));
  const saved: NewMark[] = [];
  let turns = 0;
  let isOver = false;
  const takeTurn = () => {
    turns += 1;
    if (!isOver) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  const marks = {
    listOpen: async () => open,
    save: async (_key: object, said: readonly NewMark[]) => void saved.push(...said),
  };
  const key = { organisationId: 'o', evaluationId: 'e', scoreId: 's' };
  await scoreAnswers(marks, key, { kind: 'exact_match' });
  isOver = true;
  expect(saved.map(({ value }) => value)).toEqual([0, ...Array(19).fill(1)]);
  expect(turns).toBeGreaterThanOrEqual(19);
});
