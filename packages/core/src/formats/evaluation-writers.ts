import type { AnswerView, EvaluationView, PromptView } from '../api/evaluation-views.ts';
import { type CsvCell, type CsvMode, writeRecord } from './csv-cells.ts';

/** By which spreadsheets know that what follows is UTF-8. */
const byteOrderMark = '\uFEFF';

/** Writes an evaluation prompt by prompt; a record for the answer of each candidate. */
export interface EvaluationWriter {
  begin(): string;
  write(prompt: PromptView): string;
}

/** An evaluation as CSV (RFC 4180, UTF-8), with a column for each score. `safe`: see csv-cells.ts. */
export function createEvaluationCsv(evaluation: EvaluationView, mode: CsvMode): EvaluationWriter {
  const { scores } = evaluation;
  const header = [
    ...['number', 'global_key', 'prompt', 'expected_completion'],
    ...['candidate', 'model', 'revision', 'state', 'completion', 'problem'],
    ...scores.flatMap(({ name, settings }) =>
      settings.kind === 'judge' ? [name, `${name}: reason`] : [name],
    ),
    ...['rating', 'ratings', 'data_row_id', 'item_id'],
  ];
  return {
    begin: () => (mode === 'safe' ? byteOrderMark : '') + writeRecord(header, mode),
    write: (prompt) =>
      prompt.answers
        .map((answer) => writeRecord(listCells(evaluation, prompt, answer), mode))
        .join(''),
  };
}

function listCells(evaluation: EvaluationView, prompt: PromptView, answer: AnswerView): CsvCell[] {
  const candidate = evaluation.candidates.find(({ id }) => id === answer.candidateId);
  const marks = evaluation.scores.flatMap(({ id, settings }) => {
    const mark = answer.marks.find(({ scoreId }) => scoreId === id);
    const value = mark?.value ?? null;
    if (settings.kind !== 'judge') return [value];
    return [value, mark?.reason ?? mark?.problem?.message ?? null];
  });
  const ratings = answer.ratings.map(({ rating }) => rating).filter((rating) => rating !== null);
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  return [
    ...[prompt.number, prompt.globalKey, prompt.prompt, prompt.expected],
    candidate?.name ?? null,
    candidate?.model?.name ?? null,
    candidate?.model?.revision ?? null,
    ...[answer.state, answer.text, answer.problem?.message ?? null],
    ...marks,
    ratings.length > 0 ? mean : null,
    ratings.length,
    prompt.dataRowId,
    answer.item?.itemId ?? null,
  ];
}

/** An evaluation as JSON Lines: one object for the answer of each candidate to each prompt. */
export function createEvaluationLines({ candidates, scores }: EvaluationView): EvaluationWriter {
  const nameOf = (id: string) => scores.find((score) => score.id === id)?.name ?? id;
  return {
    begin: () => '',
    write: ({ answers, ...prompt }) =>
      answers
        .map(({ candidateId, marks, ...answer }) => {
          const candidate = candidates.find(({ id }) => id === candidateId);
          const line = {
            ...prompt,
            candidate: candidate?.name ?? null,
            model: candidate?.model ?? null,
            ...answer,
            marks: marks.map((mark) => ({ score: nameOf(mark.scoreId), ...mark })),
          };
          return `${JSON.stringify(line)}\n`;
        })
        .join(''),
  };
}
