import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Option, Question } from '@patchbay/core/ontology/ontology.ts';
import { keepUnknownClass } from '../answer/class-name.ts';
import {
  type Answer,
  type AnsweredKind,
  type Question as AskedQuestion,
  answerForms,
  isListOfStrings,
  readClassificationAnswer,
} from '../answer/classification-answer.ts';
import { readConfidence } from '../answer/confidence.ts';
import { limitCount } from '../answer/limit-count.ts';
import { createOptionReader } from '../answer/option-value.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import { findReadings, indexQuestions } from './find-readings.ts';

type Path = readonly PropertyKey[];

/** Whether the value under a key can be the answer to a question of a kind. */
export function fitsAnswer(value: Json, kind: AnsweredKind): boolean {
  const { answer } = unwrapAnswer(value);
  return kind === 'checklist' ? isListOfStrings(answer) : typeof answer === 'string';
}

/** The fields of an answer that is an object. */
export function fieldsOfAnswer(kind: AnsweredKind): string[] {
  return kind === 'free_text' ? ['answer', 'score'] : ['answer', 'score', 'classifications'];
}

/**
 * Reads an answer: by itself, or as `{"answer": …, "score": 0.9, "classifications": {…}}` with its
 * confidence and the answers to the questions of what it chooses.
 */
export function readAnswer(value: Json, question: AskedQuestion, path: Path): Outcome<Answer> {
  const { answer, score, classifications, isWrapped } = unwrapAnswer(value);
  const place = isWrapped ? [...path, 'answer'] : path;
  return andThen(readConfidence(score, toJsonPointer([...path, 'score'])), (confidence) =>
    andThen(readClassificationAnswer(answer, question, confidence, place), (annotation) =>
      andThen(
        readBelow(annotation, classifications, question.options, [...path, 'classifications']),
        (nested) =>
          succeed(nested.length === 0 ? annotation : { ...annotation, classifications: nested }),
      ),
    ),
  );
}

/**
 * Reads the answers to the questions of one thing: an object with a key for each question. `null` says
 * that none is answered.
 */
export function readAnswersTo(
  questions: readonly Question[],
  written: Json | undefined,
  path: Path,
): Outcome<NestedAnswer[]> {
  if (written === undefined || written === null) return succeed([]);
  const pointer = toJsonPointer(path);
  if (!isJsonObject(written)) {
    const message = `At ${pointer} there is ${excerptOf(written)}; an object with a key for each question was wanted.`;
    return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
  }
  return andThen(limitCount(Object.entries(written), pointer), (entries) => {
    const answers = entries.map(([key, value]) =>
      readAnswerTo(questions, key, value, [...path, key]),
    );
    return andThen(combine(answers), (lists) => refuseRepeated(lists.flat(), pointer));
  });
}

/** Two keys can be spellings of one name. */
function refuseRepeated(answers: NestedAnswer[], pointer: string): Outcome<NestedAnswer[]> {
  const groups = Map.groupBy(answers, ({ kind, class: name }) => `${kind} ${name}`);
  const [twice] = [...groups.values()].filter((group) => group.length > 1);
  if (!twice) return succeed(answers);
  const message = `At ${pointer} the question "${excerpt(twice[0]?.class ?? '')}" is answered a second time, under another spelling of its name.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}

function readAnswerTo(
  questions: readonly Question[],
  key: string,
  value: Json,
  path: Path,
): Outcome<NestedAnswer[]> {
  const judge = {
    fits: ({ kind }: Question) => fitsAnswer(value, kind),
    wantedFor: ({ kind }: Question) => answerForms[kind],
    mayBeSeveral: false,
  };
  return andThen(findReadings(key, value, indexQuestions(questions), judge, path), (readings) => {
    const [question] = readings ?? [];
    const asked: Outcome<AskedQuestion | null> = question
      ? succeed({
          kind: question.kind,
          name: { class: question.name },
          options: 'options' in question ? question.options : null,
        })
      : askUnknown(key, value, path);
    return andThen(asked, (known) => {
      if (known === null) return succeed([]);
      const unknown = describeUnknownFields(value, fieldsOfAnswer(known.kind), path);
      return andThen(readAnswer(value, known, path), (answer) => succeed([answer], unknown));
    });
  });
}

/** A question that is not in the ontology is kept where the form of its answer says what it is. */
function askUnknown(key: string, value: Json, path: Path): Outcome<AskedQuestion | null> {
  const pointer = toJsonPointer(path);
  const kind = recogniseQuestion(value);
  if (kind === null) {
    const message = `The ontology has no question "${excerpt(key)}" here, and ${excerptOf(value)} is no answer; it was left out.`;
    return succeed(null, [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  return andThen(keepUnknownClass(key, kind, pointer), (name) =>
    succeed({ kind, name, options: null }),
  );
}

/** Tells the kind of a question from its answer alone. A string is words in any case; an empty list is nothing. */
export function recogniseQuestion(value: Json): 'checklist' | 'free_text' | null {
  const { answer } = unwrapAnswer(value);
  if (typeof answer === 'string') return 'free_text';
  return isListOfStrings(answer) && answer.length > 0 ? 'checklist' : null;
}

/** Answers to the questions of a chosen option; below a checklist they stand under the option. */
function readBelow(
  chosen: Answer,
  written: Json | undefined,
  options: readonly Option[] | null,
  path: Path,
): Outcome<NestedAnswer[]> {
  const questionsOf = (value: string) =>
    options?.find((option) => option.value === value)?.classifications ?? none;
  if (chosen.kind === 'free_text' || written === undefined || written === null) return succeed([]);
  if (chosen.kind === 'radio') return readAnswersTo(questionsOf(chosen.option), written, path);
  const pointer = toJsonPointer(path);
  if (!isJsonObject(written)) {
    const message = `At ${pointer} there is ${excerptOf(written)}; an object with a key for each chosen option was wanted.`;
    return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
  }
  const readOption = createOptionReader(options);
  const lists = Object.entries(written).map(([key, answers]) => {
    const place = [...path, key];
    return andThen(readOption(key, toJsonPointer(place)), (option) => {
      if (!chosen.options.includes(option)) return refuseUnchosen(option, place);
      return andThen(readAnswersTo(questionsOf(option), answers, place), (below) =>
        succeed(below.map((answer) => ({ ...answer, under: option }))),
      );
    });
  });
  return andThen(combine(lists), (below) => succeed(below.flat()));
}

const none: readonly Question[] = [];

function refuseUnchosen(option: string, path: Path): Outcome<never> {
  const pointer = toJsonPointer(path);
  const message = `At ${pointer} questions of the option "${excerpt(option)}" are answered, which is not chosen.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}

function unwrapAnswer(value: Json): {
  answer: Json;
  score?: Json | undefined;
  classifications?: Json | undefined;
  isWrapped: boolean;
} {
  if (!isJsonObject(value) || !Object.hasOwn(value, 'answer')) {
    return { answer: value, isWrapped: false };
  }
  const { answer = null, score, classifications } = value;
  return { answer, score, classifications, isWrapped: true };
}
