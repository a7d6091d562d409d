import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

/** The orders in which annotations can be listed, with their names. */
export const annotationOrders = {
  answer: 'As the model answered',
  confidence: 'By confidence',
  class: 'By class',
} as const;
export type AnnotationOrder = keyof typeof annotationOrders;

const compare: {
  readonly [order in AnnotationOrder]: (one: Annotation, other: Annotation) => number;
} = {
  answer: () => 0,
  confidence: (one, other) => (other.confidence ?? -1) - (one.confidence ?? -1),
  class: (one, other) => one.class.localeCompare(other.class),
};

/** The annotations in an order; equal ones stay as the model gave them. */
export function sortAnnotations(
  annotations: readonly IndexedAnnotation[],
  order: AnnotationOrder,
): readonly IndexedAnnotation[] {
  if (order === 'answer') return annotations;
  return annotations.toSorted((one, other) => compare[order](one.annotation, other.annotation));
}

/** Those whose class, words, id or attributes hold some words, whatever their case. */
export function searchAnnotations(
  annotations: readonly IndexedAnnotation[],
  words: string,
): readonly IndexedAnnotation[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return annotations;
  return annotations.filter(({ annotation }) =>
    textsOf(annotation).some((text) => text.toLowerCase().includes(wanted)),
  );
}

function textsOf(annotation: Annotation): string[] {
  const { class: name, id, kind } = annotation;
  return [
    name,
    kind.replaceAll('_', ' '),
    ...(id === undefined ? [] : [id]),
    ...('text' in annotation && annotation.text ? [annotation.text] : []),
    ...('attributes' in annotation ? (annotation.attributes ?? []) : []),
  ];
}
