import type { Checklist } from '@patchbay/core/annotation/checklist.ts';
import type { FreeText } from '@patchbay/core/annotation/free-text.ts';
import type { Radio } from '@patchbay/core/annotation/radio.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import {
  type AnsweredKind,
  answerForms,
  isListOfStrings,
  readClassificationAnswer,
} from '../answer/classification-answer.ts';
import { readConfidence } from '../answer/confidence.ts';
import type { AnswerForm } from './answer-form.ts';

/** `"positive"` */
export const radioForm = createForm('radio', (answer) => typeof answer === 'string');
/** `["joy", "fear"]` */
export const checklistForm = createForm('checklist', isListOfStrings);
/** `"Tom and Bob are happy to work at IBM"` */
export const freeTextForm = createForm('free_text', (answer) => typeof answer === 'string');

/** An answer stands by itself, or as `{"answer": …, "score": 0.9}` with its confidence. */
function createForm(kind: AnsweredKind, fits: (answer: Json) => boolean): AnswerForm {
  return {
    wanted: answerForms[kind],
    fields: ['answer', 'score'],
    fits: (value) => fits(hasAnswer(value) ? (value.answer ?? null) : value),
    read(value, target, _row, path) {
      const score = hasAnswer(value) ? value.score : null;
      const answer = hasAnswer(value) ? (value.answer ?? null) : value;
      const place = hasAnswer(value) ? [...path, 'answer'] : path;
      return andThen(readConfidence(score, toJsonPointer([...path, 'score'])), (confidence) =>
        andThen(
          readClassificationAnswer(answer, { kind, ...target }, confidence, place),
          (annotation) => succeed([annotation]),
        ),
      );
    },
  };
}

function hasAnswer(value: Json): value is { [field: string]: Json } {
  return isJsonObject(value) && Object.hasOwn(value, 'answer');
}

/** Writes an answer: plain where it has no confidence. */
export function writeAnswer(annotation: Radio | Checklist | FreeText): Json {
  const answer = plainAnswer(annotation);
  const { confidence } = annotation;
  return confidence === null ? answer : { answer, score: confidence };
}

function plainAnswer(annotation: Radio | Checklist | FreeText): Json {
  switch (annotation.kind) {
    case 'radio':
      return annotation.option;
    case 'checklist':
      return annotation.options;
    case 'free_text':
      return annotation.text;
  }
}
