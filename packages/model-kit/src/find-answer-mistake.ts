import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import type { Option, Question } from '@patchbay/core/ontology/ontology.ts';

/** An answer that chooses options, for a row or below something. */
type Chosen = Extract<Annotation | NestedAnswer, { kind: 'radio' | 'checklist' }>;

/** What is wrong with the answers to the questions of one thing; null where nothing is. */
export function findAnswerMistake(
  answers: readonly NestedAnswer[],
  questions: readonly Question[],
): string | null {
  for (const answer of answers) {
    const question = questions.find(
      ({ kind, name }) => kind === answer.kind && name === answer.class,
    );
    if (!question) return `"${answer.class}" is no ${answer.kind} that is asked there`;
    if (answer.kind === 'free_text') continue;
    const options = 'options' in question ? question.options : [];
    const mistake = findChoiceMistake(answer, options);
    if (mistake !== null) return mistake;
  }
  return null;
}

/** What is wrong with chosen options and the answers to their questions; null where nothing is. */
export function findChoiceMistake(chosen: Chosen, options: readonly Option[]): string | null {
  const values = chosen.kind === 'radio' ? [chosen.option] : chosen.options;
  const known = options.map(({ value }) => value);
  const stranger = values.find((value) => !known.includes(value));
  if (stranger !== undefined) {
    return `"${stranger}" is none of its options (${known.join(', ')})`;
  }
  for (const answer of chosen.classifications ?? []) {
    const under = chosen.kind === 'radio' ? chosen.option : answer.under;
    if (under === undefined || !values.includes(under)) {
      return `the answer to "${answer.class}" is not under a chosen option`;
    }
    const option = options.find(({ value }) => value === under);
    const mistake = findAnswerMistake([answer], option?.classifications ?? []);
    if (mistake !== null) return mistake;
  }
  return null;
}
