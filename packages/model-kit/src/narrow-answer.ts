import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ServableProtocol } from './servable-protocol.ts';

/** What is left of an answer under a protocol, and in words what is not. */
export interface NarrowedAnswer {
  readonly annotations: readonly Annotation[];
  readonly leftOut: readonly string[];
}

const detailNames = {
  classifications: 'answers to the questions of shapes and options',
  frame: 'frames of videos',
  id: 'ids',
} as const;

/**
 * Takes out of an answer what a protocol has no place for: annotations of other kinds, relations whose
 * ends are gone with them, and details of those that stay. Kinds are told once at the start, the rest is
 * told here.
 */
export function narrowAnswer(
  annotations: readonly Annotation[],
  { annotationKinds, annotationDetails }: ServableProtocol,
): NarrowedAnswer {
  const carried = annotations.filter(({ kind }) => annotationKinds.includes(kind));
  const ids = new Set(carried.map(({ id }) => id));
  const kept = carried.filter(
    (one) => one.kind !== 'relation' || (ids.has(one.from) && ids.has(one.to)),
  );
  const loose = carried.length - kept.length;
  const strange = (['classifications', 'frame', 'id'] as const).filter(
    (detail) =>
      !annotationDetails.includes(detail) &&
      kept.some((one) => Reflect.get(one, detail) !== undefined),
  );
  return {
    annotations: strange.length === 0 ? kept : kept.map((one) => omit(one, strange)),
    leftOut: [
      ...strange.map((detail) => detailNames[detail]),
      ...(loose > 0 ? [`${loose} relations whose ends it does not carry`] : []),
    ],
  };
}

function omit(annotation: Annotation, details: readonly (keyof typeof detailNames)[]): Annotation {
  const copy = { ...annotation };
  for (const detail of details) Reflect.deleteProperty(copy, detail);
  return copy;
}
