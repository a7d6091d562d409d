import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import type { Option, Question } from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import { arbitraryName, arbitraryText } from './arbitrary-text.ts';

/** Kinds of questions. */
export type QuestionKind = Question['kind'];

/** Questions of the given kinds, each name once; their options have questions down to a depth. */
export function arbitraryQuestions(
  kinds: readonly QuestionKind[],
  depth: number,
): fc.Arbitrary<Question[]> {
  if (kinds.length === 0) return fc.constant([]);
  return fc
    .uniqueArray(arbitraryName, { maxLength: 2 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.constantFrom(...kinds).chain((kind) => arbitraryQuestion(kind, name, kinds, depth)),
        ),
      ),
    );
}

/** A question of one kind. Below its options stand questions of the given kinds, down to a depth. */
export function arbitraryQuestion(
  kind: QuestionKind,
  name: string,
  nestedKinds: readonly QuestionKind[],
  depth: number,
): fc.Arbitrary<Question> {
  if (kind === 'free_text') return fc.constant({ kind, name });
  return fc
    .uniqueArray(arbitraryName, { minLength: 1, maxLength: 4 })
    .chain((values) => fc.tuple(...values.map((value) => ofOption(value, nestedKinds, depth))))
    .map((options) => ({ kind, name, options }));
}

function ofOption(
  value: string,
  kinds: readonly QuestionKind[],
  depth: number,
): fc.Arbitrary<Option> {
  if (depth === 0) return fc.constant({ value });
  return arbitraryQuestions(kinds, depth - 1).map((classifications) => ({
    value,
    ...(classifications.length > 0 && { classifications }),
  }));
}

/** Any answer to a question, with answers to the questions of what it chooses. */
export function arbitraryAnswerTo(
  question: Question,
  confidence: fc.Arbitrary<number | null>,
): fc.Arbitrary<NestedAnswer> {
  const base = { class: fc.constant(question.name), confidence };
  switch (question.kind) {
    case 'free_text':
      return fc.record({ kind: fc.constant('free_text'), ...base, text: arbitraryText });
    case 'radio':
      return fc.constantFrom(...question.options).chain((option) => {
        const answer = fc.record({
          kind: fc.constant('radio'),
          ...base,
          option: fc.constant(option.value),
        });
        return withAnswers(answer, arbitraryAnswersTo(option.classifications ?? [], confidence));
      });
    case 'checklist':
      return fc.shuffledSubarray([...question.options]).chain((options) => {
        const answer = fc.record({
          kind: fc.constant('checklist'),
          ...base,
          options: fc.constant(options.map(({ value }) => value)),
        });
        const nested = fc.tuple(...options.map((option) => answersUnder(option, confidence)));
        return withAnswers(
          answer,
          nested.map((lists) => lists.flat()),
        );
      });
  }
}

/** Answers to some of the questions. */
export function arbitraryAnswersTo(
  questions: readonly Question[],
  confidence: fc.Arbitrary<number | null>,
): fc.Arbitrary<NestedAnswer[]> {
  return fc
    .tuple(...questions.map((question) => fc.option(arbitraryAnswerTo(question, confidence))))
    .map((answers) => answers.filter((answer) => answer !== null));
}

/** Puts answers to the questions of its class into an annotation; nothing where there are none. */
export function withAnswers<Answered extends object>(
  annotation: fc.Arbitrary<Answered>,
  answers: fc.Arbitrary<NestedAnswer[]>,
): fc.Arbitrary<Answered & { classifications?: NestedAnswer[] }> {
  return fc
    .tuple(annotation, answers)
    .map(([one, classifications]) =>
      classifications.length === 0 ? one : { ...one, classifications },
    );
}

function answersUnder(option: Option, confidence: fc.Arbitrary<number | null>) {
  return arbitraryAnswersTo(option.classifications ?? [], confidence).map((answers) =>
    answers.map((answer) => ({ ...answer, under: option.value })),
  );
}
