import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';
import { respondJson } from '../respond.ts';
import { writeAnswer } from './answers.ts';
import { writeBoxes } from './boxes.ts';
import { writeMasks } from './masks.ts';
import { encodeFailure } from './server.ts';
import { writeSpans } from './spans.ts';

/**
 * Writes an answer: one key for each class. Where the annotations of a class cannot stand under one key
 * (a radio given twice, a polygon), the answer is a failure that says so; nothing is left out.
 */
export function encodeResponse(answer: ModelAnswer): HttpResponse {
  const classes = Map.groupBy(answer.annotations, (annotation) => annotation.class);
  const written: [string, Json][] = [];
  for (const [name, annotations] of classes) {
    const value = writeClass(annotations);
    if (value === null) return refuseClass(name, annotations);
    written.push([name, value]);
  }
  return respondJson(Object.fromEntries(written));
}

/** What stands under the name of a class; null where the annotations cannot stand there together. */
function writeClass(annotations: readonly Annotation[]): Json | null {
  const boxes = annotations.filter((annotation) => annotation.kind === 'bounding_box');
  const masks = annotations.filter((annotation) => annotation.kind === 'mask');
  const spans = annotations.filter((annotation) => annotation.kind === 'entity');
  if (boxes.length + masks.length === annotations.length) {
    return {
      ...(boxes.length > 0 && writeBoxes(boxes)),
      ...(masks.length > 0 && writeMasks(masks, { besideBoxes: boxes.length > 0 })),
    };
  }
  if (spans.length === annotations.length) return writeSpans(spans);
  const [only] = annotations;
  if (!only || annotations.length > 1) return null;
  switch (only.kind) {
    case 'radio':
    case 'checklist':
    case 'free_text':
      return writeAnswer(only);
    default:
      return null;
  }
}

function refuseClass(name: string, annotations: readonly Annotation[]): HttpResponse {
  const kinds = annotations.map((annotation) => annotation.kind).join(', ');
  const message = `The class "${name}" has the annotations ${kinds}, which a Foundry answer cannot carry under one name.`;
  return encodeFailure({ code: 'MODEL_ANSWER_INVALID', message });
}
