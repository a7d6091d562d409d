import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';
import { respondJson } from '../respond.ts';
import { shapesForms } from './answer-forms.ts';
import { framesKey } from './frames.ts';
import { encodeFailure } from './server.ts';
import { writeSpans } from './spans.ts';
import { findUnwritable, writeAnswer } from './write-answer.ts';

/**
 * Writes an answer: one key for each class, those of frames below `frames`. Where the annotations of a
 * class cannot stand under one key (a radio given twice, an ellipse), the answer is a failure that says
 * so; nothing is left out.
 */
export function encodeResponse({ annotations }: ModelAnswer): HttpResponse {
  const byFrame = Map.groupBy(annotations, ({ frame }) => frame);
  const ofRow = writeClasses(byFrame.get(undefined) ?? []);
  if (typeof ofRow === 'string') return refuse(ofRow);
  byFrame.delete(undefined);
  if (byFrame.size === 0) return respondJson(ofRow);
  if (Object.hasOwn(ofRow, framesKey)) {
    return refuse(
      `a class is called "${framesKey}", as the key under which the answers for frames stand`,
    );
  }
  const frames: [string, Json][] = [];
  for (const [frame, ofFrame] of byFrame) {
    const written = writeClasses(ofFrame);
    if (typeof written === 'string') return refuse(written);
    frames.push([String(frame), written]);
  }
  return respondJson(
    Object.fromEntries([...Object.entries(ofRow), [framesKey, Object.fromEntries(frames)]]),
  );
}

/** A key for each class; or, in words, why the annotations cannot stand under their keys. */
function writeClasses(annotations: readonly Annotation[]): { [name: string]: Json } | string {
  const written: [string, Json][] = [];
  for (const [name, ofClass] of Map.groupBy(annotations, (annotation) => annotation.class)) {
    const reason = ofClass.map(findMistake).find((mistake) => mistake !== null);
    if (reason) return reason;
    const value = writeClass(ofClass);
    if (value === null) {
      const kinds = ofClass.map(({ kind }) => kind).join(', ');
      return `the class "${name}" has the annotations ${kinds}, which it cannot carry under one name`;
    }
    written.push([name, value]);
  }
  return Object.fromEntries(written);
}

function findMistake(annotation: Annotation): string | null {
  const answers = 'classifications' in annotation ? (annotation.classifications ?? []) : [];
  return findUnwritable(answers, annotation.kind === 'checklist' ? 'checklist' : 'other');
}

/** What stands under the name of a class; null where the annotations cannot stand there together. */
function writeClass(annotations: readonly Annotation[]): Json | null {
  const forms = shapesForms.filter((form) => annotations.some(({ kind }) => kind === form.kind));
  if (annotations.every(({ kind }) => forms.some((form) => form.kind === kind))) {
    const isAlone = forms.length === 1;
    return Object.fromEntries(
      forms.flatMap((form) => Object.entries(form.write(annotations, { isAlone }))),
    );
  }
  const spans = annotations.filter((annotation) => annotation.kind === 'entity');
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

function refuse(reason: string): HttpResponse {
  const message = `A Foundry answer cannot carry this: ${reason}.`;
  return encodeFailure({ code: 'MODEL_ANSWER_INVALID', message });
}
