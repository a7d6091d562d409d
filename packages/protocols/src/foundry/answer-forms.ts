import type { AnswerForm } from './answer-form.ts';
import { checklistForm, freeTextForm, radioForm } from './answers.ts';
import { boxesForm } from './boxes.ts';
import { masksForm } from './masks.ts';
import type { FoundryKind } from './ontology.ts';
import { spansForm } from './spans.ts';

/** The form of each kind of annotations in an answer. */
export const answerFormOf: { readonly [Kind in FoundryKind]: AnswerForm } = {
  bounding_box: boxesForm,
  mask: masksForm,
  entity: spansForm,
  radio: radioForm,
  checklist: checklistForm,
  free_text: freeTextForm,
};
