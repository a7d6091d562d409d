import { expect, test } from 'vitest';
import type { EvaluationView, PromptView } from '../api/evaluation-views.ts';
import { createEvaluationCsv, createEvaluationLines } from './evaluation-writers.ts';

const ids = [1, 2, 3, 4].map((digit) => `0199a000-0000-7000-8000-00000000000${digit}`);
const [candidateId = '', scoreId = '', judgeId = '', dataRowId = ''] = ids;

const evaluation: EvaluationView = {
  id: candidateId,
  name: 'Sums',
  dataset: { id: dataRowId, name: 'Sums' },
  prompts: 1,
  promptsWithExpected: 1,
  candidates: [
    {
      id: candidateId,
      name: 'Model',
      model: { id: dataRowId, name: 'Model', revision: 2 },
      run: null,
      completions: null,
      answers: { waiting: 0, answered: 1, failed: 0, missing: 0 },
    },
  ],
  scores: [
    { id: scoreId, name: 'F1', settings: { kind: 'token_f1' }, runs: [] },
    {
      id: judgeId,
      name: 'Judge',
      settings: { kind: 'judge', modelId: dataRowId, instruction: '{answer}', parameters: {} },
      runs: [],
    },
  ],
  isUnderWay: false,
  ratings: { prompts: 1, people: 2 },
  createdAt: '2026-01-01T00:00:00.000Z',
};

const said = { judgement: null, problem: null };
const prompt: PromptView = {
  dataRowId,
  number: 1,
  globalKey: 'q1',
  prompt: '=1+1, please',
  expected: '2',
  answers: [
    {
      candidateId,
      state: 'answered',
      text: '=HYPERLINK("x")',
      problem: null,
      item: null,
      marks: [
        { scoreId, value: 0.5, reason: null, ...said },
        { scoreId: judgeId, value: 4, reason: 'Fine', ...said },
      ],
      ratings: [
        { name: 'Ann', rating: 4, rank: null },
        { name: 'Bob', rating: 5, rank: 1 },
      ],
    },
  ],
};

test('an evaluation as CSV has a record for each answer, with a column for each score', () => {
  const writer = createEvaluationCsv(evaluation, 'raw');
  expect(writer.begin()).toBe(
    'number,global_key,prompt,expected_completion,candidate,model,revision,state,completion,problem,F1,Judge,Judge: reason,rating,ratings,data_row_id,item_id\r\n',
  );
  expect(writer.write(prompt)).toBe(
    `1,q1,"=1+1, please",2,Model,Model,2,answered,"=HYPERLINK(""x"")",,0.5,4,Fine,4.5,2,${dataRowId},\r\n`,
  );
});

test('for spreadsheets no words of a prompt, an answer or a score are a formula', () => {
  const scores = [{ ...evaluation.scores[0], name: '=F1' }] as EvaluationView['scores'];
  const writer = createEvaluationCsv({ ...evaluation, scores }, 'safe');
  expect(writer.begin()).toContain("'=F1");
  const record = writer.write(prompt);
  expect(record).toContain('"\'=1+1, please"');
  expect(record).toContain('"\'=HYPERLINK');
});

test('as JSON Lines each answer is an object that names its candidate and its scores', () => {
  const line = JSON.parse(createEvaluationLines(evaluation).write(prompt));
  expect(line).toMatchObject({
    globalKey: 'q1',
    candidate: 'Model',
    state: 'answered',
    marks: [
      { score: 'F1', value: 0.5 },
      { score: 'Judge', reason: 'Fine' },
    ],
    ratings: [{ name: 'Ann' }, { name: 'Bob' }],
  });
});
