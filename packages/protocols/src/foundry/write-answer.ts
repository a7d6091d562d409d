import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Answer } from '../answer/classification-answer.ts';

/** Writes an answer: plain where nothing is said about it but itself. */
export function writeAnswer(answer: NestedAnswer | Answer): Json {
  const plain = writePlain(answer);
  const { confidence } = answer;
  const id = 'id' in answer ? answer.id : undefined;
  const below = 'classifications' in answer ? (answer.classifications ?? []) : [];
  if (confidence === null && id === undefined && below.length === 0) return plain;
  return {
    answer: plain,
    ...(confidence !== null && { score: confidence }),
    ...(id !== undefined && { id }),
    ...(below.length > 0 && {
      classifications: answer.kind === 'checklist' ? writeByOption(below) : writeAnswers(below),
    }),
  };
}

/** Writes the answers to the questions of one thing: a key for each question. */
export function writeAnswers(answers: readonly NestedAnswer[]): { [question: string]: Json } {
  return Object.fromEntries(answers.map((answer) => [answer.class, writeAnswer(answer)]));
}

function writeByOption(answers: readonly NestedAnswer[]): Json {
  const groups = Map.groupBy(answers, ({ under = '' }) => under);
  return Object.fromEntries([...groups].map(([option, below]) => [option, writeAnswers(below)]));
}

function writePlain(answer: NestedAnswer | Answer): Json {
  switch (answer.kind) {
    case 'radio':
      return answer.option;
    case 'checklist':
      return answer.options;
    case 'free_text':
      return answer.text;
  }
}

/**
 * Why answers to the questions of one thing cannot be written, since they would stand under the same key
 * or under none; null where they can.
 */
export function findUnwritable(
  answers: readonly NestedAnswer[],
  parent: 'checklist' | 'other',
): string | null {
  const keys = new Set<string>();
  for (const answer of answers) {
    const { under = '' } = parent === 'checklist' ? answer : {};
    if (parent === 'checklist' && under === '') {
      return `the answer to "${answer.class}" does not say under which option it stands`;
    }
    const key = JSON.stringify([under, answer.class]);
    if (keys.has(key)) return `the question "${answer.class}" is answered twice`;
    keys.add(key);
    const below = 'classifications' in answer ? (answer.classifications ?? []) : [];
    const reason = findUnwritable(below, answer.kind === 'checklist' ? 'checklist' : 'other');
    if (reason) return reason;
  }
  return null;
}
