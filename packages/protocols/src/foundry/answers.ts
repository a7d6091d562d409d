import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combineFields, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import { type AnsweredKind, answerForms } from '../answer/classification-answer.ts';
import { readId } from './annotation-id.ts';
import type { AnswerForm } from './answer-form.ts';
import { fieldsOfAnswer, fitsAnswer, readAnswer } from './read-answer.ts';
import { frameOf } from './shape-form.ts';

/** `"positive"` */
export const radioForm = createForm('radio');
/** `["joy", "fear"]` */
export const checklistForm = createForm('checklist');
/** `"Tom and Bob are happy to work at IBM"` */
export const freeTextForm = createForm('free_text');

function createForm(kind: AnsweredKind): AnswerForm {
  return {
    wanted: answerForms[kind],
    fields: [...fieldsOfAnswer(kind), 'id'],
    fits: (value) => fitsAnswer(value, kind),
    read(value, { name, feature }, context, path) {
      const options = feature && 'options' in feature ? feature.options : null;
      const isWrapped = isJsonObject(value) && Object.hasOwn(value, 'answer');
      const parts = combineFields({
        answer: readAnswer(value, { kind, name, options }, path),
        id: readId(isWrapped ? value.id : null, [...path, 'id']),
      });
      return andThen(parts, ({ answer, id }) => {
        const annotation = { ...answer, ...(id !== null && { id }), ...frameOf(context) };
        context.places.set(annotation, toJsonPointer(path));
        return succeed([annotation]);
      });
    },
  };
}
