import type { AnswerForm } from './answer-form.ts';
import { checklistForm, freeTextForm, radioForm } from './answers.ts';
import { boxesForm } from './boxes.ts';
import { edgesForm } from './edges.ts';
import { linesForm } from './lines.ts';
import { masksForm } from './masks.ts';
import type { FoundryKind } from './ontology.ts';
import { pointsForm } from './points.ts';
import { polygonsForm } from './polygons.ts';
import type { ShapesForm } from './shape-form.ts';
import { spansForm } from './spans.ts';

/** The form of each kind of annotations in an answer. */
export const answerFormOf: { readonly [Kind in FoundryKind]: AnswerForm } = {
  bounding_box: boxesForm,
  mask: masksForm,
  polygon: polygonsForm,
  point: pointsForm,
  line: linesForm,
  entity: spansForm,
  relation: edgesForm,
  radio: radioForm,
  checklist: checklistForm,
  free_text: freeTextForm,
};

/** The forms of which several may stand under one key, each in a list of its own. */
export const shapesForms: readonly ShapesForm[] = [
  boxesForm,
  masksForm,
  polygonsForm,
  pointsForm,
  linesForm,
  edgesForm,
];

/** Whether anything that is drawn, or an edge, stands in a value. */
export function hasShapes(value: Parameters<AnswerForm['fits']>[0]): boolean {
  return shapesForms.some((form) => form.fits(value));
}
