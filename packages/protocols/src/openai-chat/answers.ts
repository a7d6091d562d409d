import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Option, Question } from '@patchbay/core/ontology/ontology.ts';
import { type ClassName, keepUnknownClass } from '../answer/class-name.ts';
import {
  type Answer,
  type AnsweredKind,
  readClassificationAnswer,
} from '../answer/classification-answer.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import { indexAsked, listNested } from './asked.ts';
import { type Choice, toChoice, toChoices } from './choice.ts';
import { findKey } from './find-key.ts';

type Path = readonly PropertyKey[];

/** A question whose answer is read; its options are null where they are not known or there are none. */
export interface ReadQuestion {
  readonly kind: AnsweredKind;
  readonly name: ClassName;
  readonly options: readonly Option[] | null;
}

/** Reads the object with the answers to the questions of an option or a tool. */
export function readNested(
  value: Json | undefined,
  questions: readonly Question[] | undefined,
  path: Path,
): Outcome<NestedAnswer[]> {
  if (value === undefined || value === null) return succeed([]);
  if (!isJsonObject(value)) {
    const pointer = toJsonPointer(path);
    const message = `At ${pointer} there is ${excerptOf(value)}; an object with a key for each question was wanted.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  }
  const asked = indexAsked(listNested(questions));
  const answers = Object.entries(value).map(([key, answer]): Outcome<NestedAnswer[]> => {
    const place = [...path, key];
    if (answer === null) return succeed([]);
    return andThen(findKey(key, asked, place), (found) =>
      found === null
        ? keepUnknownAnswer(key, answer, place)
        : andThen(readAnswer(answer, found.feature, place), (one) => succeed([one])),
    );
  });
  return andThen(combine(answers), (lists) => succeed(lists.flat()));
}

/** Reads the answer to a question of the ontology. */
export function readAnswer(value: Json, question: Question, path: Path): Outcome<Answer> {
  const options = 'options' in question ? question.options : null;
  const name = { class: question.name };
  return readQuestion(value, { kind: question.kind, name, options }, path);
}

/** An answer to a question that was not asked is kept where its form says what it is. */
export function keepUnknownAnswer(key: string, value: Json, path: Path): Outcome<Answer[]> {
  const pointer = toJsonPointer(path);
  const kind = recogniseKind(value);
  if (kind === null) {
    const message = `"${excerpt(key)}" is not in the ontology, and ${excerptOf(value)} is no answer; it was left out.`;
    return succeed([], [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  return andThen(keepUnknownClass(key, kind, pointer), (name) =>
    andThen(readQuestion(value, { kind, name, options: null }, path), (one) => succeed([one])),
  );
}

function recogniseKind(value: Json): AnsweredKind | null {
  if (typeof value === 'string') return 'free_text';
  if (toChoice(value)) return 'radio';
  return toChoices(value)?.length ? 'checklist' : null;
}

function readQuestion(value: Json, question: ReadQuestion, path: Path): Outcome<Answer> {
  const { kind } = question;
  const choice = kind === 'radio' ? toChoice(value) : null;
  if (choice) {
    const answer = readClassificationAnswer(choice.option, question, null, path);
    return withNested(answer, [choice], question, () => [path, value]);
  }
  const choices = kind === 'checklist' ? toChoices(value) : null;
  if (choices && Array.isArray(value)) {
    const written = choices.map(({ option }) => option);
    const answer = readClassificationAnswer(written, question, null, path);
    return withNested(answer, choices, question, (index) => [
      [...path, index],
      value[index] ?? null,
    ]);
  }
  return readClassificationAnswer(value, question, null, path);
}

/** Adds the answers to the questions that depend on the chosen options. */
function withNested(
  read: Outcome<Answer>,
  choices: readonly Choice[],
  { options }: ReadQuestion,
  at: (index: number) => [Path, Json],
): Outcome<Answer> {
  return andThen(read, (answer): Outcome<Answer> => {
    if (answer.kind === 'free_text') return succeed(answer);
    const chosen = answer.kind === 'radio' ? [answer.option] : answer.options;
    const nested = choices.map(({ answers }, index) => {
      const [path, written] = at(index);
      const value = chosen[index];
      const questions = options?.find((option) => option.value === value)?.classifications;
      const under = answer.kind === 'checklist' && value !== undefined ? { under: value } : {};
      const ignored = describeUnknownFields(written, ['option', 'answers'], path);
      return andThen(readNested(answers, questions, [...path, 'answers']), (below) =>
        succeed(
          below.map((one) => ({ ...one, ...under })),
          ignored,
        ),
      );
    });
    return andThen(combine(nested), (lists): Outcome<Answer> => {
      const classifications = lists.flat();
      return succeed(classifications.length > 0 ? { ...answer, classifications } : answer);
    });
  });
}
