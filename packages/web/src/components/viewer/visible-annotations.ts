import type { Annotation } from '@patchbay/core/annotation/annotation.ts';

/** What a person has chosen to see of a prediction. */
export interface Visibility {
  readonly hiddenClasses: ReadonlySet<string>;
  /** The least confidence, 0 to 1. */
  readonly threshold: number;
}

/** An annotation with its place in the prediction, which names it on the page. */
export interface IndexedAnnotation {
  readonly index: number;
  readonly annotation: Annotation;
}

/** The annotations to be shown. One whose confidence the model did not say is never below the threshold. */
export function listVisible(
  annotations: readonly Annotation[],
  { hiddenClasses, threshold }: Visibility,
): IndexedAnnotation[] {
  return annotations
    .map((annotation, index) => ({ annotation, index }))
    .filter(({ annotation }) => !hiddenClasses.has(annotation.class))
    .filter(({ annotation: { confidence } }) => confidence === null || confidence >= threshold);
}

/** How often each class stands in a prediction, most frequent first. */
export function countClasses(annotations: readonly Annotation[]) {
  const counts = new Map<string, { name: string; count: number; isUnknown: boolean }>();
  for (const { class: name, unknownClass = false } of annotations) {
    const entry = counts.get(name) ?? { name, count: 0, isUnknown: unknownClass };
    entry.count += 1;
    counts.set(name, entry);
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}
